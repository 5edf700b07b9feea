import { invalidField } from './errors.ts';

/** An opaque text that says where a page ends: what its last row is ordered by, then its id. */
export function writeCursor(...values: unknown[]): string {
  const written = values.map((value) => (value instanceof Date ? { d: value.toISOString() } : value));
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

/** The values in a cursor that writeCursor made, the last of them a text; anything else is INVALID_INPUT. */
export function readCursor(cursor: string): unknown[] {
  try {
    const written = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (!Array.isArray(written) || typeof written.at(-1) !== 'string') throw new TypeError('no id');
    return written.map(toValue);
  } catch {
    throw invalidCursor();
  }
}

export function invalidCursor() {
  return invalidField('after', 'is not a cursor of this list; leave it out to start at the beginning');
}

function toValue(written: unknown): unknown {
  const isDate = typeof written === 'object' && written !== null && 'd' in written;
  return isDate ? new Date(String(written.d)) : written;
}
