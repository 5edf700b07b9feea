import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new id: UUIDv7 (RFC 9562 §5.7), so that rows written together stand together. */
export function newId(): string {
  return v7();
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
