import { isDeepStrictEqual } from 'node:util';

/** What a row has now, of the fields that would be another: what undoes the change. */
export function oldValuesOf(row: object, wanted: object): Record<string, unknown> {
  const entries = Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, value, old: (row as Record<string, unknown>)[name] ?? null }))
    .filter(({ value, old }) => !isDeepStrictEqual(old, value));
  return Object.fromEntries(entries.map(({ name, old }) => [name, old]));
}
