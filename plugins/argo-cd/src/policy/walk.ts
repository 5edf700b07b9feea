import type { Glob, Token } from './glob.ts';

/** How far a text has come in every way of a glob: the places that it can be at. */
export type Place = readonly (readonly number[])[];

export function begin(glob: Glob): Place {
  return glob.map((way) => closed(way, [0]));
}

export function step(glob: Glob, place: Place, code: number): Place {
  return glob.map((way, index) =>
    closed(
      way,
      (place[index] ?? []).flatMap((at) => {
        const token = way[at];
        if (!token) return [];
        if (token.kind === 'many') return [at];
        return accepts(token, code) ? [at + 1] : [];
      }),
    ),
  );
}

export function isEnd(glob: Glob, place: Place): boolean {
  return glob.some((way, index) => place[index]?.includes(way.length));
}

export function matches(glob: Glob, text: string): boolean {
  let place = begin(glob);
  for (const character of text) place = step(glob, place, character.codePointAt(0) ?? 0);
  return isEnd(glob, place);
}

/** Any text may be no text. */
function closed(way: Token[], places: readonly number[]): number[] {
  const all = new Set<number>();
  for (let at of places) for (all.add(at); way[at]?.kind === 'many'; all.add(at)) at += 1;
  return [...all].sort((one, other) => one - other);
}

function accepts({ ranges, isNot }: Token & { kind: 'one' }, code: number): boolean {
  return ranges.some(([low, high]) => low <= code && code <= high) !== isNot;
}
