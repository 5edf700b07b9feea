import { AppError } from '../../errors.ts';
import { EMPTY_ROOT, HASH_BYTES, isSameHash, nodeHash, rootOf, splitPoint } from './merkle.ts';
import { MerklePath } from './merkle-path.ts';

export interface ConsistencyClaim {
  firstSize: number;
  firstRoot: Uint8Array;
  secondSize: number;
  secondRoot: Uint8Array;
}

/**
 * The hashes that show that the first `firstSize` leaves are the beginning of the whole (RFC 9162 §2.1.4.1). Empty for
 * no leaves and for all of them. INTERNAL for a size outside of the tree.
 */
export function consistencyProof(leafHashes: readonly Uint8Array[], firstSize: number): Buffer<ArrayBuffer>[] {
  if (!Number.isInteger(firstSize) || firstSize < 0 || firstSize > leafHashes.length) {
    throw new AppError('INTERNAL', `a tree of ${leafHashes.length} leaves never had ${firstSize}`);
  }
  if (firstSize === 0) return [];
  const proof: Buffer<ArrayBuffer>[] = [];
  let [start, end] = [0, leafHashes.length];
  while (end !== firstSize) {
    const middle = start + splitPoint(end - start);
    const isLeft = firstSize <= middle;
    proof.unshift(isLeft ? rootOf(leafHashes, middle, end) : rootOf(leafHashes, start, middle));
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return start === 0 ? proof : [rootOf(leafHashes, start, end), ...proof];
}

/** Whether the proof shows that the second tree only adds leaves to the first (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  const { firstSize, firstRoot, secondSize, secondRoot } = claim;
  if (!Number.isSafeInteger(firstSize) || !Number.isSafeInteger(secondSize)) return false;
  if (firstSize < 0 || firstSize > secondSize) return false;
  if (firstSize === 0) return proof.length === 0 && isSameHash(firstRoot, EMPTY_ROOT);
  if (firstSize === secondSize) return proof.length === 0 && isSameHash(firstRoot, secondRoot);
  return isExtension(claim, proof);
}

function isExtension({ firstSize, firstRoot, secondSize, secondRoot }: ConsistencyClaim, proof: readonly Uint8Array[]) {
  if (proof.length === 0 || proof.some((hash) => hash.length !== HASH_BYTES)) return false;
  const [seed, ...rest] = isPowerOfTwo(firstSize) ? [firstRoot, ...proof] : proof;
  const path = new MerklePath(firstSize - 1, secondSize - 1);
  path.riseToLeftChild();
  let first = seed as Uint8Array;
  let second = first;
  for (const sibling of rest) {
    if (path.isAtRoot) return false;
    if (path.isSiblingLeft) first = nodeHash(sibling, first);
    second = path.isSiblingLeft ? nodeHash(sibling, second) : nodeHash(second, sibling);
    path.rise();
  }
  return path.isAtRoot && isSameHash(first, firstRoot) && isSameHash(second, secondRoot);
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}
