import { createHash, randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const RANDOM_BYTES = 16;
/** Drawn for many ids at once: asking the system costs more than all the rest of an id. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let drawn = pool.length;
let msecs = 0;
let seq = 0;

/** A new id: UUIDv7 (RFC 9562 §5.7), so that rows written together stand together, in the order of their making. */
export function newId(): string {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const random = pool.subarray(drawn, drawn + RANDOM_BYTES);
  drawn += RANDOM_BYTES;
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // Half of the counter's range is left, to count in.
    seq = random.readUInt32BE() >>> 1;
  } else {
    seq = (seq + 1) >>> 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random, msecs, seq });
}

/**
 * An id that follows from another id and some names, always the same one: the time of `from`, and a hash for the
 * rest (UUIDv8, RFC 9562 §5.8). Writing twice what follows from one thing meets the primary key instead of a duplicate.
 */
export function derivedId(from: string, ...names: string[]): string {
  const hash = createHash('sha256')
    .update([from, ...names].join('\0'))
    .digest('hex');
  const variant = ((Number.parseInt(hash.charAt(3), 16) & 0x3) | 0x8).toString(16);
  return `${from.slice(0, 13)}-8${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
