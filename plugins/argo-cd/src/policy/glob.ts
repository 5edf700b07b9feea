import { ProviderError } from '@joinery/plugin-sdk';

/** `many` is any text; `one` is a character that lies within its ranges, or with `isNot` outside of them. */
export type Token = { kind: 'many' } | { kind: 'one'; ranges: [low: number, high: number][]; isNot: boolean };

/** Each way to match, without braces. */
export type Glob = Token[][];

const MOST_WAYS = 500;
const MANY: Token = { kind: 'many' };
const ANY: Token = { kind: 'one', ranges: [], isNot: true };

/**
 * Argo CD's globs: `*` and `**` stand for any text, `/` included, `?` for a character, `[abc]`, `[a-z]` and `[!a]` for one
 * of some, `{a,b}` for one of some texts, `\` takes what follows as it is. One that Argo CD cannot read matches nothing.
 */
export function parseGlob(pattern: string): Glob {
  const reader = new Reader([...pattern]);
  const glob = reader.ways(0);
  return reader.isBroken ? [] : glob;
}

class Reader {
  isBroken = false;
  private at = 0;
  private readonly characters: string[];

  constructor(characters: string[]) {
    this.characters = characters;
  }

  ways(depth: number): Glob {
    let ways: Glob = [[]];
    for (;;) {
      const character = this.characters[this.at];
      if (character === undefined && depth > 0) this.isBroken = true;
      if (character === undefined || (depth > 0 && (character === ',' || character === '}'))) return ways;
      this.at += 1;
      const next = character === '{' ? this.choices(depth + 1) : [[this.token(character)]];
      ways = ways.flatMap((way) => next.map((more) => [...way, ...more]));
      if (ways.length > MOST_WAYS)
        throw new ProviderError('not_supported', 'a pattern has too many braces to be checked');
    }
  }

  private choices(depth: number): Glob {
    const all: Glob = [];
    do all.push(...this.ways(depth));
    while (this.characters[this.at++] === ',');
    return all;
  }

  private token(character: string): Token {
    if (character === '*') return MANY;
    if (character === '?') return ANY;
    if (character === '[') return this.oneOf();
    return { kind: 'one', ranges: [rangeOf(character === '\\' ? this.take() : character)], isNot: false };
  }

  private oneOf(): Token {
    const isNot = this.characters[this.at] === '!';
    if (isNot) this.at += 1;
    const ranges: [number, number][] = [];
    const first = this.take();
    if (this.characters[this.at] === '-') {
      this.at += 1;
      ranges.push([codeOf(first), codeOf(this.take())]);
      // Argo CD's globs take one range, and nothing beside it.
      if (this.take() !== ']' || ranges.some(([low, high]) => low > high)) this.isBroken = true;
    } else {
      for (let one = first; one !== ']' && !this.isBroken; one = this.take())
        ranges.push(rangeOf(one === '\\' ? this.take() : one));
      if (ranges.length === 0) this.isBroken = true;
    }
    return { kind: 'one', ranges, isNot };
  }

  private take(): string {
    const character = this.characters[this.at];
    this.at += 1;
    if (character === undefined) this.isBroken = true;
    return character ?? '';
  }
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const rangeOf = (character: string): [number, number] => [codeOf(character), codeOf(character)];
