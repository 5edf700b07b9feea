import { findJsonProblem } from './json-document.ts';
import { parseTemplate } from './parse.ts';
import type { TemplateContext } from './template.ts';

/**
 * The context of a body, from its content type or, without one, from how the template begins: it is
 * taken for JSON when it starts like an object or a list. HTML counts as XML: the escapes are the same.
 */
export function bodyContext(contentType: string | undefined, body: string): TemplateContext {
  const essence = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (!essence) return looksLikeJson(body) ? 'json' : 'text';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (/^(?:application|text)\/json$|\+json$/.test(essence)) return 'json';
  if (/^(?:application|text)\/xml$|\+xml$|^text\/html$/.test(essence)) return 'xml';
  return 'text';
}

function looksLikeJson(body: string): boolean {
  const start = body.trimStart();
  if (start.startsWith('{')) return !start.startsWith('{{');
  if (!start.startsWith('[')) return false;
  const inside = start.slice(1).trimStart();
  if (/^["[\]]/.test(inside) || (inside.startsWith('{') && !inside.startsWith('{{'))) return true;
  // `[{{.Data.user_email}}] signed in` begins like a list and is none.
  const parsed = parseTemplate(body);
  return parsed.ok && findJsonProblem(parsed.template) === undefined;
}
