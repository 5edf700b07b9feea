import { describeError } from './describe-error.ts';
import { getPrototypeOf, isArray, keys, slice, textOf, toJson } from './intrinsics.ts';

const DEEPEST = 4;
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 10_000;

/** What `console` prints of its arguments: texts as they are, everything else as one would write it. */
export function format(values: readonly unknown[]): string {
  let line = '';
  for (let index = 0; index < values.length && line.length < MOST_CHARACTERS; index += 1) {
    const value = values[index];
    line += `${index === 0 ? '' : ' '}${typeof value === 'string' ? value : show(value, [])}`;
  }
  return slice(line, 0, MOST_CHARACTERS);
}

function show(value: unknown, parents: readonly unknown[]): string {
  if (typeof value === 'string') return toJson(slice(value, 0, MOST_CHARACTERS));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return textOf(value);
  if (parents.includes(value)) return '[circular]';
  if (parents.length >= DEEPEST) return isArray(value) ? '[…]' : '{…}';
  try {
    return showObject(value, [...parents, value]);
  } catch {
    return '[object]';
  }
}

function showObject(value: object, parents: readonly unknown[]): string {
  if (value instanceof Error) return describeError(value).message;
  if (value instanceof Date) return toJson(value) ?? 'Invalid Date';
  if (isArray(value) || ArrayBuffer.isView(value)) return `[${list(Array.from(value as never[]), parents)}]`;
  if (value instanceof Map) return `Map { ${list([...value], parents)} }`;
  if (value instanceof Set) return `Set { ${list([...value], parents)} }`;
  if (value instanceof Promise) return 'Promise { }';
  return `${className(value)}${fields(value as Record<string, unknown>, parents)}`;
}

function list(values: readonly unknown[], parents: readonly unknown[]): string {
  const shown = values.slice(0, MOST_ENTRIES).map((value) => show(value, parents));
  return [...shown, ...more(values.length)].join(', ');
}

function fields(value: Record<string, unknown>, parents: readonly unknown[]): string {
  const names = keys(value);
  if (names.length === 0) return '{}';
  const shown = names.slice(0, MOST_ENTRIES).map((name) => `${name}: ${show(value[name], parents)}`);
  return `{ ${[...shown, ...more(names.length)].join(', ')} }`;
}

function more(count: number): string[] {
  return count > MOST_ENTRIES ? [`… ${count - MOST_ENTRIES} more`] : [];
}

function className(value: object): string {
  const name = getPrototypeOf(value)?.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `${name} ` : '';
}
