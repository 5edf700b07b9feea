export { ScriptTemplateResolver } from './script-template.resolver.ts';
