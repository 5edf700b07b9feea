import { ProviderError } from '@joinery/plugin-sdk';

const PLACEHOLDER = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** The template with its placeholders filled. Throws `invalid` for those that nothing was given for. */
export function filled(template: string, variables: Record<string, string>): string {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const missing = [...new Set(names.filter((name) => !Object.hasOwn(variables, name)))];
  if (missing.length > 0)
    throw new ProviderError('invalid', `input.variables has no ${missing.join(', ')}, which the template names`);
  return template.replace(PLACEHOLDER, (_, name: string) => asText(variables[name] ?? ''));
}

/**
 * A line that begins with a slash is a command to GitLab (`/assign`, `/close`), `@all` calls everybody, and a comment
 * could hide what follows: a value is only text.
 */
function asText(value: string): string {
  return value
    .replaceAll('\r', '')
    .replace(/(^|\n)(\s*)\//g, '$1$2\\/')
    .replaceAll('<!--', '&lt;!--')
    .replaceAll('@', '@\u200b');
}

/** A comment in the text of an issue, which GitLab does not show, and finds. */
export function markOf(key: string): string {
  return `<!-- joinery ${key.replaceAll(/[^\w.:@-]/g, '_')} -->`;
}
