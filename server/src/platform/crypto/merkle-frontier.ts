import { AppError } from '../../errors.ts';
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './merkle.ts';

const VERSION = 1;
const HEADER_BYTES = 9;

/**
 * The right edge of a growing Merkle tree (RFC 9162 §2.1): the roots of its perfect subtrees, largest first. One per
 * bit of the size, so that a tree of any size grows from at most 53 hashes, without its leaves.
 */
export class MerkleFrontier {
  #size = 0;
  #peaks: Buffer<ArrayBuffer>[] = [];

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size;
  }

  append(leafHash: Uint8Array): void {
    if (leafHash.length !== HASH_BYTES) throw new AppError('INTERNAL', `a leaf hash has ${HASH_BYTES} bytes`);
    let node = Buffer.from(leafHash);
    for (let subtrees = this.#size; subtrees % 2 === 1; subtrees = (subtrees - 1) / 2) {
      node = nodeHash(this.#peaks.pop() as Buffer, node);
    }
    this.#peaks.push(node);
    this.#size += 1;
  }

  root(): Buffer<ArrayBuffer> {
    const smallest = this.#peaks.at(-1);
    if (!smallest) return Buffer.from(EMPTY_ROOT);
    return Buffer.from(this.#peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), smallest));
  }

  /** Version (1 byte), size (8, big-endian), then the hashes. */
  serialise(): Buffer<ArrayBuffer> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(VERSION);
    header.writeBigUInt64BE(BigInt(this.#size), 1);
    return Buffer.concat([header, ...this.#peaks]);
  }

  /** INTERNAL, reason FRONTIER_UNREADABLE, for what `serialise` did not write. */
  static deserialise(bytes: Uint8Array): MerkleFrontier {
    const buffer = Buffer.from(bytes);
    if (buffer.length < HEADER_BYTES || buffer[0] !== VERSION) throw unreadable();
    const size = Number(buffer.readBigUInt64BE(1));
    const count = Number.isSafeInteger(size) ? perfectSubtrees(size) : -1;
    if (buffer.length !== HEADER_BYTES + count * HASH_BYTES) throw unreadable();
    const frontier = new MerkleFrontier();
    frontier.#size = size;
    frontier.#peaks = Array.from({ length: count }, (_, index) => {
      const start = HEADER_BYTES + index * HASH_BYTES;
      return buffer.subarray(start, start + HASH_BYTES);
    });
    return frontier;
  }
}

/** How many perfect subtrees a tree of this size has: the ones in its binary form. */
function perfectSubtrees(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}

function unreadable(): AppError {
  return new AppError('INTERNAL', 'a stored Merkle frontier cannot be read', { reason: 'FRONTIER_UNREADABLE' });
}
