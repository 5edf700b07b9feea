import { ProviderError } from '@joinery/plugin-sdk';
import { ANY, Assembly, type Machine, type OneOf } from './machine.ts';

type Part = [from: number, to: number];

const MOST_REPEATS = 50;
/** Also below all that Go's own limit of nested repetitions would refuse. */
const MOST_NODES = 2000;
const NOT_A_LINE_END: OneOf = { ranges: [[0x0a, 0x0a]], isNot: true };
const DIGITS: OneOf['ranges'] = [[0x30, 0x39]];
const WORDS: OneOf['ranges'] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const SPACES: OneOf['ranges'] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
const CLASSES: Record<string, OneOf> = {
  d: { ranges: DIGITS, isNot: false },
  D: { ranges: DIGITS, isNot: true },
  w: { ranges: WORDS, isNot: false },
  W: { ranges: WORDS, isNot: true },
  s: { ranges: SPACES, isNot: false },
  S: { ranges: SPACES, isNot: true },
};

/** What Go's `regexp` refuses to compile. */
class Broken extends Error {}

/**
 * A regular expression in the syntax of Go's `regexp` (RE2), which matches a text that it is found anywhere in. `broken` for
 * one that Go does not compile. Throws `not_supported` for what is rare and not read here: flags, Unicode classes, borders
 * of words.
 */
export function readRegex(pattern: string): Machine | 'broken' {
  const reader = new Reader([...pattern]);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof Broken) return 'broken';
    throw error;
  }
}

class Reader {
  private at = 0;
  private readonly characters: string[];
  private readonly parts = new Assembly();

  constructor(characters: string[]) {
    this.characters = characters;
  }

  whole(): Machine {
    const [from, to] = this.choices();
    // A closing parenthesis that nothing has opened.
    if (this.at < this.characters.length) throw new Broken();
    for (const node of [from, to]) this.parts.step(node, node, ANY);
    return { nodes: this.parts.nodes, first: from, last: to };
  }

  private choices(): Part {
    const [from, to] = [this.parts.node(), this.parts.node()];
    do {
      const [begins, ends] = this.sequence();
      this.parts.free(from, begins);
      this.parts.free(ends, to);
    } while (this.skip('|'));
    return [from, to];
  }

  private sequence(): Part {
    const from = this.parts.node();
    let to = from;
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      const [begins, ends] = this.repeated();
      this.parts.free(to, begins);
      to = ends;
    }
    return [from, to];
  }

  /** What is repeated is read anew for each time that it has to be there. */
  private repeated(): Part {
    const start = this.at;
    const once = this.atom();
    const end = this.at;
    const bounds = this.bounds();
    if (!bounds) return once;
    if (this.isAnchor(start)) throw unread('an anchor that is repeated');
    this.skip('?');
    const again = this.at;
    if (this.bounds()) throw new Broken();
    const [least, most] = bounds;
    const copies = [once];
    while (copies.length < Math.max(least, most ?? least, 1)) {
      this.at = start;
      copies.push(this.atom());
      if (this.at !== end) throw new Broken();
    }
    this.at = again;
    return this.joined(copies, bounds);
  }

  private joined(copies: readonly Part[], [least, most]: Bounds): Part {
    const [from, to] = [this.parts.node(), this.parts.node()];
    let at = from;
    for (const [index, [begins, ends]] of copies.entries()) {
      if (index >= least) this.parts.free(at, to);
      if (most === 0) break;
      this.parts.free(at, begins);
      if (most === null && index === copies.length - 1) this.parts.free(ends, begins);
      at = ends;
    }
    this.parts.free(at, to);
    return [from, to];
  }

  /** How often what came before is to be there; undefined where nothing says so. A brace that says nothing is itself. */
  private bounds(): Bounds | undefined {
    if (this.skip('*')) return [0, null];
    if (this.skip('+')) return [1, null];
    if (this.skip('?')) return [0, 1];
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.characters.slice(this.at, this.at + 16).join(''));
    if (!found) return undefined;
    this.at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] === '' ? null : Number(found[3]);
    if (least > 1000 || (most ?? 0) > 1000 || (most !== null && most < least)) throw new Broken();
    if (Math.max(least, most ?? 0) > MOST_REPEATS) throw unread('more than 50 repetitions');
    return [least, most];
  }

  private atom(): Part {
    if (this.bounds()) throw new Broken();
    if (this.parts.nodes.length > MOST_NODES) throw unread('too much in it');
    const character = this.take();
    if (character === '(') return this.group();
    if (character === '^' || character === '$') return this.anchor(character === '^' ? 'begin' : 'end');
    if (character === '.') return this.one(NOT_A_LINE_END);
    if (character === '[') return this.one(this.oneOf());
    if (character === '\\') return this.one(this.escaped());
    return this.one(only(character));
  }

  private group(): Part {
    if (this.skip('?') && !this.skip(':')) throw unread('a flag or a name in a group');
    const inside = this.choices();
    if (!this.skip(')')) throw new Broken();
    return inside;
  }

  private isAnchor(at: number): boolean {
    return '^$'.includes(this.characters[at] ?? '.');
  }

  private anchor(moment: 'begin' | 'end'): Part {
    const part: Part = [this.parts.node(), this.parts.node()];
    this.parts.free(...part, moment);
    return part;
  }

  private one(what: OneOf): Part {
    const part: Part = [this.parts.node(), this.parts.node()];
    this.parts.step(...part, what);
    return part;
  }

  private escaped(): OneOf {
    const character = this.take();
    const known = CLASSES[character];
    if (known) return known;
    if (/[A-Za-z0-9]/.test(character)) throw unread(`\\${character}`);
    // Only what is neither a letter nor a digit of ASCII may be escaped.
    if (codeOf(character) > 0x7f) throw new Broken();
    return only(character);
  }

  private oneOf(): OneOf {
    const isNot = this.skip('^');
    const ranges: OneOf['ranges'] = [];
    for (let isFirst = true; isFirst || this.peek() !== ']'; isFirst = false) {
      const low = this.inClass();
      if (low.isNot) throw unread('what is not of a class, within brackets');
      const isRange = single(low) !== undefined && this.peek() === '-' && this.characters[this.at + 1] !== ']';
      if (!isRange) {
        ranges.push(...low.ranges);
        continue;
      }
      this.at += 1;
      const high = this.inClass();
      const [from, to] = [single(low), single(high)];
      if (from === undefined || to === undefined || from > to) throw new Broken();
      ranges.push([from, to]);
    }
    this.at += 1;
    return { ranges, isNot };
  }

  private inClass(): OneOf {
    const character = this.take();
    if (character === '[' && this.peek() === ':') throw unread('a class by its name');
    return character === '\\' ? this.escaped() : only(character);
  }

  private peek(): string | undefined {
    return this.characters[this.at];
  }

  private skip(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private take(): string {
    const character = this.peek();
    if (character === undefined) throw new Broken();
    this.at += 1;
    return character;
  }
}

type Bounds = [least: number, most: number | null];

function unread(what: string): ProviderError {
  return new ProviderError(
    'not_supported',
    `the policy has a regular expression with ${what}, which cannot be checked`,
  );
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const only = (character: string): OneOf => ({ ranges: [[codeOf(character), codeOf(character)]], isNot: false });

/** The character that it is, if it is one. */
function single({ ranges }: OneOf): number | undefined {
  const [[low, high] = [0, 1], ...more] = ranges;
  return more.length === 0 && low === high ? low : undefined;
}
