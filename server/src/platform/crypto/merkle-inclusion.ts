import { AppError } from '../../errors.ts';
import { HASH_BYTES, isSameHash, nodeHash, rootOf, splitPoint } from './merkle.ts';
import { MerklePath } from './merkle-path.ts';

export interface InclusionClaim {
  leafHash: Uint8Array;
  index: number;
  size: number;
  root: Uint8Array;
}

/** The hashes that lead from one leaf up to the root (RFC 9162 §2.1.3.1). INTERNAL for an index outside of the tree. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Buffer<ArrayBuffer>[] {
  if (!Number.isInteger(index) || index < 0 || index >= leafHashes.length) {
    throw new AppError('INTERNAL', `a tree of ${leafHashes.length} leaves has no leaf ${index}`);
  }
  const proof: Buffer<ArrayBuffer>[] = [];
  let [start, end] = [0, leafHashes.length];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    const isLeft = index < middle;
    proof.unshift(isLeft ? rootOf(leafHashes, middle, end) : rootOf(leafHashes, start, middle));
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return proof;
}

/** Whether the proof shows that the leaf stands at `index` in the tree of that size and root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  { leafHash, index, size, root }: InclusionClaim,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  const path = new MerklePath(index, size - 1);
  let node = leafHash;
  for (const sibling of proof) {
    if (path.isAtRoot || sibling.length !== HASH_BYTES) return false;
    node = path.isSiblingLeft ? nodeHash(sibling, node) : nodeHash(node, sibling);
    path.rise();
  }
  return path.isAtRoot && isSameHash(node, root);
}
