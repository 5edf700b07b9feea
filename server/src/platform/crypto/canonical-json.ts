import { AppError } from '../../errors.ts';

/**
 * The one JSON text of a value (JSON Canonicalization Scheme, RFC 8785): no white space, members ordered by the UTF-16
 * code units of their names, numbers and strings as ECMAScript writes them. Members that are undefined are left out, as
 * JSON.stringify does. INTERNAL for what JSON cannot say: NaN, infinities, lone surrogates, bigint, dates, functions.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (isPlainObject(value)) return canonicalObject(value);
  throw notJson(typeof value === 'number' ? String(value) : `a ${Object.prototype.toString.call(value).slice(8, -1)}`);
}

function canonicalObject(object: Record<string, unknown>): string {
  const names = Object.keys(object).filter((name) => object[name] !== undefined);
  const members = names.sort().map((name) => `${canonicalString(name)}:${canonicalJson(object[name])}`);
  return `{${members.join(',')}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw notJson('a string with half a surrogate pair');
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notJson(what: string): AppError {
  return new AppError('INTERNAL', `${what} has no canonical JSON`);
}
