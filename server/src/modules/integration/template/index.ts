export { bodyContext } from './body-context.ts';
export { type CheckOptions, checkTemplate } from './check.ts';
export { type ParseResult, parseTemplate } from './parse.ts';
export { type RenderResult, renderTemplate } from './render.ts';
export type { Template, TemplateContext, TemplateProblem } from './template.ts';
export { describeEventVariables, type TemplateVariables } from './variables.ts';
