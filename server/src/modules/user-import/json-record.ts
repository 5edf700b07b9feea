import type { RawRow, RowPlace } from './raw-row.ts';

const ATTRIBUTE = 'attributes.';
/** In JSON as we write it: NUL, or half of a surrogate pair. PostgreSQL stores neither. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** A row whose text stands in a file. */
export function readJsonRow(place: RowPlace, text: string): RawRow {
  try {
    return toJsonRow(place, JSON.parse(text));
  } catch {
    return { ...place, record: null, reason: 'the row is not valid JSON' };
  }
}

/** A row of a JSON array or of an NDJSON file. `attributes.name` means the same as in a CSV file's header. */
export function toJsonRow(place: RowPlace, value: unknown): RawRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ...place, record: null, reason: 'the row is not an object' };
  }
  if (UNSTORABLE.test(JSON.stringify(value))) {
    return { ...place, record: null, reason: 'the row has a character that cannot be stored' };
  }
  return { ...place, record: withAttributes(value as Record<string, unknown>) };
}

function withAttributes(record: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(record).filter(([name]) => name.startsWith(ATTRIBUTE));
  if (named.length === 0) return record;
  const rest = Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith(ATTRIBUTE)));
  const attributes = Object.fromEntries(named.map(([name, value]) => [name.slice(ATTRIBUTE.length), value]));
  return { ...rest, attributes: { ...(rest.attributes as object | undefined), ...attributes } };
}
