import { ProviderError } from '@joinery/plugin-sdk';
import { ANY, Assembly, type Machine, type OneOf } from './machine.ts';

/** Any text, or one character. */
type Token = 'many' | OneOf;

/** Each way to match, without braces. */
type Glob = Token[][];

const MOST_WAYS = 500;

/**
 * Argo CD's globs: `*` and `**` stand for any text, `/` included, `?` for a character, `[abc]`, `[a-z]` and `[!a]` for one
 * of some, `{a,b}` for one of some texts, `\` takes what follows as it is. One that Argo CD cannot read matches nothing.
 */
export function readGlob(pattern: string): Machine {
  const reader = new Reader([...pattern]);
  const glob = reader.ways(0);
  return machineOf(reader.isBroken ? [] : glob);
}

function machineOf(glob: Glob): Machine {
  const parts = new Assembly();
  const [first, last] = [parts.node(), parts.node()];
  for (const way of glob) {
    let at = parts.node();
    parts.free(first, at);
    for (const token of way) {
      const next = parts.node();
      if (token === 'many') {
        parts.step(at, at, ANY);
        parts.free(at, next);
      } else parts.step(at, next, token);
      at = next;
    }
    parts.free(at, last);
  }
  return { nodes: parts.nodes, first, last };
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
    if (character === '*') return 'many';
    if (character === '?') return ANY;
    if (character === '[') return this.oneOf();
    return { ranges: [rangeOf(character === '\\' ? this.take() : character)], isNot: false };
  }

  private oneOf(): OneOf {
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
    return { ranges, isNot };
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
