import { isEscapeStart } from './escape.ts';
import type { Pattern } from './patterns.ts';

const ROOT = 0;
const ASCII = 128;

/**
 * An Aho-Corasick automaton over UTF-16 units: reads a text once, whatever the patterns are, and
 * knows at each unit which of them end there. Kept as flat arrays, as one lives for each set of secrets.
 */
export class Automaton {
  readonly #unit: Uint16Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #fallback: Int32Array;
  /** The nearest state at which a pattern ends: this one, or one for a suffix of what was read; 0 if none. */
  readonly #ending: Int32Array;
  /** How many units of a pattern were read at a state. */
  readonly #depth: Int32Array;
  readonly #asciiStart = new Int32Array(ASCII);
  readonly #otherStart = new Map<number, number>();
  readonly #patterns = new Map<number, Pattern>();
  #stateCount = 1;

  constructor(patterns: readonly Pattern[]) {
    const capacity = 1 + patterns.reduce((sum, { text }) => sum + text.length, 0);
    this.#unit = new Uint16Array(capacity);
    this.#firstChild = new Int32Array(capacity);
    this.#sibling = new Int32Array(capacity);
    this.#fallback = new Int32Array(capacity);
    this.#ending = new Int32Array(capacity);
    this.#depth = new Int32Array(capacity);
    for (const pattern of patterns) this.#insert(pattern);
    this.#linkFallbacks();
  }

  /** The state after one more unit; 0, the first state, when nothing that was read begins a pattern. */
  next(state: number, unit: number): number {
    let from = state;
    while (from !== ROOT) {
      const child = this.#child(from, unit);
      if (child !== ROOT) return child;
      from = this.#fallback[from] ?? ROOT;
    }
    return this.#start(unit);
  }

  /** The first position from here on, before the last, where a pattern or an escape sequence may begin. */
  skip(text: string, from: number): number {
    const last = text.length - 1;
    let position = from;
    while (position < last) {
      const unit = text.charCodeAt(position);
      if (unit >= ASCII || this.#asciiStart[unit] !== ROOT || isEscapeStart(unit)) break;
      position += 1;
    }
    return position;
  }

  /** How many units, those that were read last, are the beginning of a pattern. */
  depth(state: number): number {
    return this.#depth[state] ?? 0;
  }

  isEnding(state: number): boolean {
    return this.#ending[state] !== ROOT;
  }

  /** The patterns that end at this state, the longest first. */
  *endingAt(state: number): Generator<Pattern> {
    for (let at = this.#ending[state] ?? ROOT; at !== ROOT; at = this.#ending[this.#fallback[at] ?? ROOT] ?? ROOT) {
      const pattern = this.#patterns.get(at);
      if (pattern) yield pattern;
    }
  }

  #start(unit: number): number {
    return (unit < ASCII ? this.#asciiStart[unit] : this.#otherStart.get(unit)) ?? ROOT;
  }

  #child(state: number, unit: number): number {
    let child = this.#firstChild[state] ?? ROOT;
    while (child !== ROOT && this.#unit[child] !== unit) child = this.#sibling[child] ?? ROOT;
    return child;
  }

  #insert(pattern: Pattern): void {
    let state = ROOT;
    for (let index = 0; index < pattern.text.length; index += 1) {
      const unit = pattern.text.charCodeAt(index);
      const existing = state === ROOT ? this.#start(unit) : this.#child(state, unit);
      state = existing === ROOT ? this.#addState(state, unit) : existing;
    }
    // The same text may come from two secrets: the one that is masked in more places counts.
    if (this.#patterns.get(state)?.isWholeToken !== false) this.#patterns.set(state, pattern);
  }

  #addState(parent: number, unit: number): number {
    const state = this.#stateCount;
    this.#stateCount += 1;
    this.#unit[state] = unit;
    this.#depth[state] = (this.#depth[parent] ?? 0) + 1;
    this.#sibling[state] = this.#firstChild[parent] ?? ROOT;
    this.#firstChild[parent] = state;
    if (parent === ROOT && unit < ASCII) this.#asciiStart[unit] = state;
    else if (parent === ROOT) this.#otherStart.set(unit, state);
    return state;
  }

  /** Breadth first, so that a state's fallback, which is shorter, is complete before it is used. */
  #linkFallbacks(): void {
    const queue = [ROOT];
    for (const parent of queue) {
      for (let child = this.#firstChild[parent] ?? ROOT; child !== ROOT; child = this.#sibling[child] ?? ROOT) {
        const fallback = this.#fallback[parent] ?? ROOT;
        this.#fallback[child] = parent === ROOT ? ROOT : this.next(fallback, this.#unit[child] ?? 0);
        this.#ending[child] = this.#patterns.has(child) ? child : (this.#ending[this.#fallback[child] ?? ROOT] ?? ROOT);
        queue.push(child);
      }
    }
  }
}
