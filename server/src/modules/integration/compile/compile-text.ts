import { parseTemplate, renderTemplate, type TemplateContext, type TemplateVariables } from '../template/index.ts';

/** Thrown within an action's `render` and caught at its edge: one part cannot be rendered for this event. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
}

/** Renders one part of an action, or throws a RenderError that names the part and the place in it. */
export type TextRenderer = (variables: TemplateVariables) => string;

/**
 * Parses a template once, to be rendered for many events. A template that does not parse throws a RenderError at
 * once: it was refused when it was saved, so only a stored row of another version can hold one.
 */
export function compileText(part: string, source: string, context: TemplateContext): TextRenderer {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new RenderError(`${part}: ${parsed.errors[0]?.message ?? 'is not a template'}`);
  const { template } = parsed;
  return (variables) => {
    const rendered = renderTemplate(template, variables, context);
    if (rendered.ok) return rendered.text;
    const { message, line, column } = rendered.error;
    throw new RenderError(`${part}, line ${line}, column ${column}: ${message}`);
  };
}
