import { invalidField } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';

/**
 * A place in a tenant's stream of rows: the transaction that wrote the row, then the row. A reader never goes past the
 * oldest transaction that is still open, so nothing can appear behind it: who resumes from a position misses nothing.
 */
export interface Position {
  readonly xid: bigint;
  readonly id: string;
}

export const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** The largest number of a transaction: PostgreSQL's xid8 has 64 bits. */
const MOST_XID = 2n ** 64n - 1n;

export function isAfter(a: Position, b: Position): boolean {
  return a.xid === b.xid ? a.id > b.id : a.xid > b.xid;
}

export function toCursor({ xid, id }: Position): string {
  return Buffer.from(`${xid}:${id}`).toString('base64url');
}

/** The position in a cursor; INVALID_INPUT when it is none. */
export function fromCursor(cursor: string): Position {
  const [digits = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(':');
  const xid = /^\d{1,20}$/.test(digits) ? BigInt(digits) : null;
  if (xid !== null && xid <= MOST_XID && rest.length === 0 && isUuid(id)) return { xid, id: id.toLowerCase() };
  throw notACursor();
}

export function notACursor() {
  return invalidField('after', 'is not a cursor of this subscription; leave it out to start now');
}
