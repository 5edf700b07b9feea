/**
 * An input as data: literals, and in any place of it `{"$from": "steps.create.output.id"}`, with `"$after"` for the text
 * behind a prefix and `"$default"` for what may not be there, or `{"$text": "welcome {{subject.firstName}}"}`.
 */
export type Binding = null | boolean | number | string | Binding[] | { [name: string]: Binding };

/** `after`: the prefix behind which the value begins; a text without it counts as not there. */
export type Reference = { kind: 'from'; path: string[]; after: string | undefined; fallback: Binding | undefined };
export type Text = { kind: 'text'; parts: (string | { path: string[] })[] };

/** What a binding says of itself; null for a literal, whose parts may be bindings. */
export type Special = Reference | Text | { kind: 'wrong'; message: string };

const SEGMENT = /^[A-Za-z_][A-Za-z0-9_-]*$|^\d+$/;
const REFERENCE_KEYS = ['$from', '$after', '$default'];
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

export function specialOf(binding: Binding): Special | null {
  if (!isObject(binding)) return null;
  const keys = Object.keys(binding);
  if (!keys.some((key) => key.startsWith('$'))) return null;
  if ('$from' in binding && keys.every((key) => REFERENCE_KEYS.includes(key))) return reference(binding);
  if ('$text' in binding && keys.length === 1) return text(binding.$text as Binding);
  return { kind: 'wrong', message: 'must be {"$from"}, with "$after" or "$default" if need be, or {"$text"}' };
}

export function isObject(value: unknown): value is Record<string, Binding> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reference({ $from, $after, $default }: Record<string, Binding>): Special {
  const path = pathOf($from);
  if (!path) return { kind: 'wrong', message: `${JSON.stringify($from)} is no path` };
  if ($after !== undefined && typeof $after !== 'string') return { kind: 'wrong', message: '"$after" must be a text' };
  return { kind: 'from', path, after: $after, fallback: $default };
}

function text(source: Binding): Special {
  if (typeof source !== 'string') return { kind: 'wrong', message: '"$text" must be a text' };
  const parts: Text['parts'] = [];
  let end = 0;
  for (const match of source.matchAll(PLACE)) {
    const path = pathOf(match[1]);
    if (!path) return { kind: 'wrong', message: `{{${match[1]}}} is no path` };
    parts.push(source.slice(end, match.index), { path });
    end = match.index + match[0].length;
  }
  parts.push(source.slice(end));
  return { kind: 'text', parts };
}

function pathOf(written: unknown): string[] | null {
  if (typeof written !== 'string') return null;
  const path = written.split('.');
  return path.every((segment) => SEGMENT.test(segment)) ? path : null;
}
