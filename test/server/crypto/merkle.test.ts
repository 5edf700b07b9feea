import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  MerkleFrontier,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../../server/src/platform/crypto/index.ts';
import { CONSISTENCY_PROOFS, INCLUSION_PROOFS, LEAVES, ROOTS } from './merkle-vectors.ts';

const MAX_SIZE = 200;
const hashes = Array.from({ length: MAX_SIZE }, (_, index) => leafHash(`leaf ${index}`));
const roots = Array.from({ length: MAX_SIZE + 1 }, (_, size) => rootOf(hashes, 0, size));
const root = (size: number) => roots[size] as Buffer;
const leaf = (index: number) => hashes[index] as Buffer;
const hex = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('hex'));

/** The proof with one bit flipped, one hash left out, or one added, as `choice` tells. */
function alter(proof: readonly Buffer[], choice: number): Buffer[] {
  const place = choice % (proof.length + 1);
  if (place === proof.length) return [...proof, EMPTY_ROOT];
  if (choice % 2 === 0) return proof.filter((_, index) => index !== place);
  return proof.map((hash, index) => (index === place ? flipBit(hash, choice) : hash));
}

function flipBit(hash: Buffer, choice: number): Buffer {
  const flipped = Buffer.from(hash);
  const byte = choice % flipped.length;
  flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (choice % 8));
  return flipped;
}

describe('the reference trees of Certificate Transparency', () => {
  const leaves = LEAVES.map((data) => leafHash(data));

  it('have the known roots, by definition and by growth', () => {
    const frontier = new MerkleFrontier();
    const grown = leaves.map((hash) => {
      frontier.append(hash);
      return frontier.root();
    });
    expect(hex([new MerkleFrontier().root(), ...grown])).toEqual(ROOTS);
    expect(hex(ROOTS.map((_, size) => rootOf(leaves, 0, size)))).toEqual(ROOTS);
  });

  it.each(INCLUSION_PROOFS)('have the known proof that leaf $index is among $size', ({ index, size, proof }) => {
    expect(hex(inclusionProof(leaves.slice(0, size), index))).toEqual(proof);
  });

  it.each(CONSISTENCY_PROOFS)('have the known proof that $firstSize grew to $secondSize', (vector) => {
    const { firstSize, secondSize, proof } = vector;
    expect(hex(consistencyProof(leaves.slice(0, secondSize), firstSize))).toEqual(proof);
  });
});

describe('a Merkle frontier', () => {
  it('has at every size the root of the recursive definition, also after a rest in the database', () => {
    let frontier = new MerkleFrontier();
    for (let size = 0; size <= MAX_SIZE; size += 1) {
      expect(frontier.size).toBe(size);
      expect(frontier.root().equals(root(size))).toBe(true);
      frontier = MerkleFrontier.deserialise(new Uint8Array(frontier.serialise()));
      expect(frontier.root().equals(root(size))).toBe(true);
      if (size < MAX_SIZE) frontier.append(leaf(size));
    }
  });

  it('stays small: one hash for each bit of the size', () => {
    const frontier = new MerkleFrontier();
    for (const hash of hashes.slice(0, 127)) frontier.append(hash);
    expect(frontier.serialise()).toHaveLength(9 + 7 * 32);
    frontier.append(leaf(127));
    expect(frontier.serialise()).toHaveLength(9 + 32);
  });

  it('grows past 2^32 leaves', () => {
    const header = Buffer.alloc(9, 0);
    header[0] = 1;
    const before = 2 ** 33 - 1;
    header.writeBigUInt64BE(BigInt(before), 1);
    const peaks = hashes.slice(0, 33);
    const frontier = MerkleFrontier.deserialise(Buffer.concat([header, ...peaks]));
    frontier.append(leaf(33));
    expect(frontier.size).toBe(2 ** 33);
    expect(frontier.serialise()).toHaveLength(9 + 32);
    expect(frontier.root().equals(peaks.reduceRight((right, left) => nodeHash(left, right), leaf(33)))).toBe(true);
  });

  it('is not read from other bytes', () => {
    const frontier = new MerkleFrontier();
    for (const hash of hashes.slice(0, 5)) frontier.append(hash);
    const bytes = frontier.serialise();
    const tooLarge = Buffer.from(bytes);
    tooLarge.fill(0xff, 1, 9);
    const unreadable = expect.objectContaining({ reason: 'FRONTIER_UNREADABLE' });
    for (const wrong of [
      Buffer.alloc(0),
      bytes.subarray(1),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, bytes]),
      tooLarge,
    ]) {
      expect(() => MerkleFrontier.deserialise(wrong)).toThrow(unreadable);
    }
  });

  it('takes leaf hashes, nothing else', () => {
    expect(() => new MerkleFrontier().append(Buffer.from('a record'))).toThrow(/32 bytes/);
  });
});

const sizes = fc.integer({ min: 1, max: MAX_SIZE });
const choice = fc.nat({ max: 10_000 });

describe('an inclusion proof', () => {
  const claims = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }));

  it('verifies for every leaf of every tree up to 32 leaves', () => {
    for (let size = 1; size <= 32; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(hashes.slice(0, size), index);
        expect(verifyInclusion({ leafHash: leaf(index), index, size, root: root(size) }, proof)).toBe(true);
      }
    }
  });

  it('verifies, and altered does not', () => {
    fc.assert(
      fc.property(claims, choice, ({ size, index }, change) => {
        const claim = { leafHash: leaf(index), index, size, root: root(size) };
        const proof = inclusionProof(hashes.slice(0, size), index);
        expect(verifyInclusion(claim, proof)).toBe(true);
        expect(verifyInclusion(claim, alter(proof, change))).toBe(false);
      }),
    );
  });

  it('shows nothing of another leaf, place or root', () => {
    fc.assert(
      fc.property(claims, choice, ({ size, index }, change) => {
        const claim = { leafHash: leaf(index), index, size, root: root(size) };
        const proof = inclusionProof(hashes.slice(0, size), index);
        expect(verifyInclusion({ ...claim, leafHash: flipBit(leaf(index), change) }, proof)).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipBit(root(size), change) }, proof)).toBe(false);
        const otherIndex = change % (size + 2);
        if (otherIndex !== index) expect(verifyInclusion({ ...claim, index: otherIndex }, proof)).toBe(false);
      }),
    );
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0.5, 5],
    [0, 0],
  ])('does not exist for leaf %d among %d', (index, size) => {
    expect(() => inclusionProof(hashes.slice(0, size), index)).toThrow(/no leaf/);
    expect(verifyInclusion({ leafHash: leaf(0), index, size, root: leaf(0) }, [])).toBe(false);
  });
});

describe('a consistency proof', () => {
  const growth = sizes.chain((secondSize) =>
    fc.record({ secondSize: fc.constant(secondSize), firstSize: fc.integer({ min: 0, max: secondSize }) }),
  );
  const claimOf = ({ firstSize, secondSize }: { firstSize: number; secondSize: number }) => ({
    ...{ firstSize, secondSize },
    ...{ firstRoot: root(firstSize), secondRoot: root(secondSize) },
  });

  it('verifies for every growth of every tree up to 32 leaves', () => {
    for (let secondSize = 0; secondSize <= 32; secondSize += 1) {
      for (let firstSize = 0; firstSize <= secondSize; firstSize += 1) {
        const proof = consistencyProof(hashes.slice(0, secondSize), firstSize);
        expect(verifyConsistency(claimOf({ firstSize, secondSize }), proof)).toBe(true);
      }
    }
  });

  it('verifies, and altered does not', () => {
    fc.assert(
      fc.property(growth, choice, (sizesOfGrowth, change) => {
        const proof = consistencyProof(hashes.slice(0, sizesOfGrowth.secondSize), sizesOfGrowth.firstSize);
        expect(verifyConsistency(claimOf(sizesOfGrowth), proof)).toBe(true);
        expect(verifyConsistency(claimOf(sizesOfGrowth), alter(proof, change))).toBe(false);
      }),
    );
  });

  it('shows nothing of other roots', () => {
    fc.assert(
      fc.property(growth, choice, (sizesOfGrowth, change) => {
        const claim = claimOf(sizesOfGrowth);
        const proof = consistencyProof(hashes.slice(0, claim.secondSize), claim.firstSize);
        expect(verifyConsistency({ ...claim, firstRoot: flipBit(claim.firstRoot, change) }, proof)).toBe(false);
        // Any tree grew out of the empty one: there the second root is not bound.
        if (claim.firstSize === 0) return;
        expect(verifyConsistency({ ...claim, secondRoot: flipBit(claim.secondRoot, change) }, proof)).toBe(false);
      }),
    );
  });

  it('does not exist for a history that was rewritten', () => {
    const rewritten = [leafHash('something else'), ...hashes.slice(1, 50)];
    const claim = { ...claimOf({ firstSize: 20, secondSize: 50 }), secondRoot: rootOf(rewritten) };
    expect(verifyConsistency(claim, consistencyProof(rewritten, 20))).toBe(false);
  });

  it('does not exist for a tree that shrank', () => {
    expect(() => consistencyProof(hashes.slice(0, 5), 6)).toThrow(/never had 6/);
    expect(verifyConsistency(claimOf({ firstSize: 6, secondSize: 5 }), [])).toBe(false);
  });
});
