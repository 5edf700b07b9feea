import { setImmediate } from 'node:timers/promises';
import { MerkleFrontier, type SignedTreeHead } from '../../platform/crypto/index.ts';
import { ERASURE, leafOf } from './sealed-content.ts';
import { type AuditBreak, describeBreak } from './trail-break.ts';

/** A record as it is found, and the leaf hash that stands beside it. */
export interface RecordEntry {
  kind: 'record';
  id: string;
  content: { sequence: number; action?: unknown; detail?: unknown };
  storedHash: Uint8Array;
  /** What it said is gone, and only its place and its leaf hash are left. */
  isErased?: boolean;
}

/** A head as it is found; in the trail it follows the last record that it covers. */
export interface HeadEntry {
  kind: 'head';
  head: SignedTreeHead;
  /** The tree's right edge, where it was stored with the head. */
  frontier?: Uint8Array;
}

export type TrailEntry = RecordEntry | HeadEntry;

/** What is known of a head's signature. Whoever checks with a few keys only does not know those from before. */
export type Genuineness = 'genuine' | 'forged' | 'unknown_key';
export type JudgeHead = (head: SignedTreeHead) => Genuineness | Promise<Genuineness>;

export interface TrailVerdict {
  /** How many records were found to be as they were sealed, from the first on. */
  checked: number;
  /** How many of them say nothing any more: what they said was erased, and a record of the log tells of it. */
  erased: number;
  firstBreak: AuditBreak | null;
  /** Heads whose key is not known any more; a later head that is genuine covers what they did. */
  unverifiedHeads: number;
}

const RECORDS_A_TURN = 64;
/** SHA-256. */
const LEAF_BYTES = 32;

/**
 * Walks a log from its first record to its last and stops at the first break. Every leaf is computed anew from the
 * record, every root from the leaves, and compared with what was stored and what was signed. Holds one entry and the
 * tree's right edge in memory, however long the log is.
 */
export async function verifyTrail(trail: AsyncIterable<TrailEntry>, judge: JudgeHead): Promise<TrailVerdict> {
  const walk = new TrailWalk(judge);
  for await (const entry of trail) {
    const found = await (entry.kind === 'record' ? walk.passRecord(entry) : walk.passHead(entry));
    if (found) return walk.verdict(found);
    if (walk.checked % RECORDS_A_TURN === 0) await setImmediate();
  }
  return walk.verdict(walk.end());
}

class TrailWalk {
  readonly #judge: JudgeHead;
  readonly #tree = new MerkleFrontier();
  /** Records up to here are covered by a head that has their root. */
  #covered = 0;
  /** The size of the largest head that tells of more records than were found so far. */
  #promised = 0;
  #lastGenuineness: Genuineness | null = null;
  #unverifiedHeads = 0;
  #erased = 0;
  /** The last record that was erased, and how far the log says that records were. */
  #lastErased: { sequence: number; id: string } | null = null;
  #erasedUpTo = -1;

  constructor(judge: JudgeHead) {
    this.#judge = judge;
  }

  get checked(): number {
    return this.#tree.size;
  }

  passRecord({ id, content, storedHash, isErased }: RecordEntry): AuditBreak | null | Promise<AuditBreak> {
    const expected = this.#tree.size;
    if (content.sequence > expected) return describeBreak.missing(expected, content.sequence - 1);
    if (content.sequence < expected) return describeBreak.doubled(content.sequence, id);
    if (this.#promised > expected) return describeBreak.misplacedHead(this.#covered, this.#promised);
    if (isErased) return this.#passErased(expected, id, storedHash);
    const leaf = leafOrNull(content);
    if (!leaf) return describeBreak.changed(expected, id);
    if (!leaf.equals(storedHash)) return changeOf(content, id, storedHash);
    this.#tree.append(leaf);
    this.#erasedUpTo = Math.max(this.#erasedUpTo, erasedUpTo(content));
    return null;
  }

  /** Its place in the tree is proven by the roots; that it may say nothing, by the record that tells of the erasure. */
  #passErased(sequence: number, id: string, storedHash: Uint8Array): AuditBreak | null {
    if (storedHash.byteLength !== LEAF_BYTES) return describeBreak.changed(sequence, id);
    this.#tree.append(Buffer.from(storedHash));
    this.#erased += 1;
    this.#lastErased = { sequence, id };
    return null;
  }

  async passHead({ head, frontier }: HeadEntry): Promise<AuditBreak | null> {
    const genuineness = await this.#judge(head);
    if (genuineness === 'forged') return describeBreak.forgedHead(this.#covered, head.size);
    if (head.size < this.#tree.size) return describeBreak.misplacedHead(this.#covered, head.size);
    this.#lastGenuineness = genuineness;
    if (genuineness === 'unknown_key') this.#unverifiedHeads += 1;
    this.#promised = Math.max(this.#promised, head.size);
    if (head.size > this.#tree.size) return null;
    if (!this.#tree.root().equals(head.rootHash)) return describeBreak.otherRoot(this.#covered, head.size);
    if (frontier && !this.#tree.serialise().equals(frontier))
      return describeBreak.otherFrontier(this.#covered, head.size);
    this.#covered = head.size;
    return null;
  }

  end(): AuditBreak | null {
    const found = this.#tree.size;
    if (this.#promised > found) return describeBreak.cutOff(found, this.#promised);
    if (this.#covered < found) return describeBreak.uncovered(this.#covered, found);
    if (this.#lastErased && this.#lastErased.sequence > this.#erasedUpTo) {
      return describeBreak.erasedUntold(this.#lastErased.sequence, this.#lastErased.id);
    }
    if (this.#lastGenuineness === 'unknown_key') return describeBreak.unknownKey(found);
    return null;
  }

  verdict(firstBreak: AuditBreak | null): TrailVerdict {
    return { checked: this.checked, erased: this.#erased, firstBreak, unverifiedHeads: this.#unverifiedHeads };
  }
}

/** How far a record says that records were erased; -1 for every other record. */
function erasedUpTo({ action, detail }: RecordEntry['content']): number {
  if (action !== ERASURE || typeof detail !== 'object' || detail === null) return -1;
  return 'upToSequence' in detail && typeof detail.upToSequence === 'number' ? detail.upToSequence : -1;
}

/** Null for what has no canonical JSON, which can never have been sealed. */
function leafOrNull(content: object): Buffer | null {
  try {
    return leafOf(content);
  } catch {
    return null;
  }
}

/** How far around its present place a record's first place is looked for. */
const SEARCHED = 10_000;

/** Tells a record that says something else from one that was moved as it is. */
async function changeOf(content: { sequence: number }, id: string, storedHash: Uint8Array): Promise<AuditBreak> {
  for (let distance = 1; distance <= SEARCHED; distance++) {
    if (distance % RECORDS_A_TURN === 0) await setImmediate();
    for (const sequence of [content.sequence + distance, content.sequence - distance]) {
      if (sequence >= 0 && leafOf({ ...content, sequence }).equals(storedHash)) {
        return describeBreak.moved(content.sequence, id, sequence);
      }
    }
  }
  return describeBreak.changed(content.sequence, id);
}
