import { ProviderError } from '@joinery/plugin-sdk';
import { begin, isEnd, type Machine, type Place, step } from './machine.ts';

const MOST_PLACES = 4000;
const READABLE = /[a-z0-9]/;

/**
 * Texts of which each stands for all that the patterns do not tell apart: what holds for one of them holds for every text
 * that matches the same patterns, and there is one for whatever some text matches. The shortest of each.
 */
export function examplesFor(patterns: readonly Machine[]): string[] {
  const characters = charactersFor(patterns);
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const queue: { text: string; places: Place[] }[] = [{ text: '', places: patterns.map(begin) }];
  // A list is walked with what is added on the way.
  for (const { text, places } of queue) {
    const matched = patterns.map((pattern, index) => isEnd(pattern, places[index] ?? [])).join();
    // Nothing at Argo CD has an empty name.
    if (text !== '' && !found.has(matched)) found.set(matched, text);
    for (const character of characters) {
      const code = character.codePointAt(0) ?? 0;
      const next = patterns.map((pattern, index) => step(pattern, places[index] ?? [], code));
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ text: text + character, places: next });
    }
    if (seen.size > MOST_PLACES)
      throw new ProviderError('not_supported', 'the patterns of the policy are too intricate to be checked');
  }
  return [...found.values()];
}

/** One of each kind that the patterns do not tell apart. */
function charactersFor(patterns: readonly Machine[]): string[] {
  const ranges = patterns.flatMap(({ nodes }) => nodes.flatMap(({ steps }) => steps.flatMap((one) => one.ranges)));
  const borders = new Set([0x21, ...ranges.flatMap(([low, high]) => [low, high + 1])]);
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted
    .map((low, index) => readableIn(low, sorted[index + 1] ?? low + 128))
    .sort((one, other) => Number(READABLE.test(other)) - Number(READABLE.test(one)));
}

function readableIn(low: number, end: number): string {
  for (let code = low; code < Math.min(end, 0x7b); code += 1)
    if (READABLE.test(String.fromCodePoint(code))) return String.fromCodePoint(code);
  return String.fromCodePoint(low);
}
