import { hash } from 'node:crypto';

/** Merkle tree hashes with SHA-256, RFC 9162 §2.1.1. Leaves and nodes are hashed apart, so that neither passes for the other. */
export const HASH_BYTES = 32;

/** The root of the tree without leaves. */
export const EMPTY_ROOT: Buffer<ArrayBuffer> = hash('sha256', '', 'buffer');

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

export function leafHash(data: string | Uint8Array): Buffer<ArrayBuffer> {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  return hash('sha256', Buffer.concat([LEAF, bytes]), 'buffer');
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer<ArrayBuffer> {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** The root over the leaf hashes from `start` to before `end`, by the standard's recursive definition. */
export function rootOf(leafHashes: readonly Uint8Array[], start = 0, end = leafHashes.length): Buffer<ArrayBuffer> {
  const size = end - start;
  if (size === 0) return Buffer.from(EMPTY_ROOT);
  if (size === 1) return Buffer.from(leafHashes[start] as Uint8Array);
  const middle = start + splitPoint(size);
  return nodeHash(rootOf(leafHashes, start, middle), rootOf(leafHashes, middle, end));
}

/** The largest power of two smaller than `size`, which is at least 2: where a tree parts into its two subtrees. */
export function splitPoint(size: number): number {
  let point = 1;
  while (point * 2 < size) point *= 2;
  return point;
}

export function isSameHash(first: Uint8Array, second: Uint8Array): boolean {
  return Buffer.compare(first, second) === 0;
}
