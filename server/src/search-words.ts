import { invalidField } from './errors.ts';

const MOST_WORDS = 10;

/**
 * The words of what somebody looks for. Each is a condition of its own, and thousands of them would hold up everyone
 * while the query is put together: INVALID_INPUT naming `path` past ten.
 */
export function searchWords(text: string | null | undefined, path: string): string[] {
  const words = (text ?? '').split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) throw invalidField(path, `must have at most ${MOST_WORDS} words`);
  return words;
}
