import { Automaton } from './masking/automaton.ts';
import { type Pattern, patternsOf } from './masking/patterns.ts';
import { scan } from './masking/scan.ts';

export interface Masker {
  (text: string): string;
  /** The same for a text that was cut short: a secret may have been cut with it, and its beginning stand at the end. */
  cut(text: string): string;
}

const MASK = '••••••';
const BASE64_CHARACTER = /[A-Za-z0-9+/_-]/;
const TOKEN_CHARACTER = /[\p{L}\p{N}_]/u;

interface Span {
  start: number;
  end: number;
}

/**
 * A function that replaces every occurrence of the secrets with `••••••`: as they are, with any
 * characters of them escaped as in JSON, HTML or percent-encoding (`+` for a space), in hexadecimal,
 * and in base64 and base64url also within a larger text, as in `Basic <user:secret>`. Occurrences
 * that overlap are masked as one, so no rest of either remains. Takes time linear in the text.
 *
 * Secrets shorter than 4 characters are masked only as whole tokens, with no letter, digit or
 * underscore next to them: anything else would mask ordinary text.
 *
 * A secret that was cut in two is not found: mask first, truncate afterwards. What comes truncated
 * is for `cut`.
 */
export function createMasker(secrets: readonly string[]): Masker {
  const patterns = [...new Set(secrets)].flatMap(patternsOf);
  if (patterns.length === 0) return Object.assign((text: string) => text, { cut: (text: string) => text });
  const automaton = new Automaton(patterns);
  const mask = (text: string) => replaceSpans(text, findSpans(text, automaton).spans);
  return Object.assign(mask, { cut: (text: string) => maskCut(text.replace(CUT_ESCAPE, ''), automaton) });
}

/** An escape sequence, or a character of several, that a cut may have gone through. */
const CUT_ESCAPE = /(?:(?:%[c-f][0-9a-f])?(?:%[89ab][0-9a-f]){0,3}(?:%[0-9a-f]?)?|\\(?:u[0-9a-f]{0,3})?|&#?\w{0,8})$/i;

function maskCut(text: string, automaton: Automaton): string {
  const { spans, tail } = findSpans(text, automaton);
  if (tail < text.length) addSpan(spans, { start: tail, end: text.length });
  return replaceSpans(text, spans);
}

function findSpans(text: string, automaton: Automaton): { spans: Span[]; tail: number } {
  const spans: Span[] = [];
  const tail = scan(text, automaton, (pattern, start, end) => {
    if (pattern.isWholeToken && !isWholeToken(text, start, end)) return false;
    addSpan(spans, withSharedCharacters(text, start, end, pattern));
    return true;
  });
  return { spans, tail };
}

/** Spans come by rising end: a later one may reach back over several before it. */
function addSpan(spans: Span[], span: Span): void {
  let { start, end } = span;
  for (let last = spans.at(-1); last && start < last.end; last = spans.at(-1)) {
    start = Math.min(start, last.start);
    end = Math.max(end, last.end);
    spans.pop();
  }
  spans.push({ start, end });
}

function isWholeToken(text: string, start: number, end: number): boolean {
  return !TOKEN_CHARACTER.test(text.charAt(start - 1)) && !TOKEN_CHARACTER.test(text.charAt(end));
}

/** The base64 characters at either end that carry some bits of the secret, some of its neighbour. */
function withSharedCharacters(text: string, start: number, end: number, pattern: Pattern): Span {
  const sharesBefore = pattern.sharesCharacterBefore && BASE64_CHARACTER.test(text.charAt(start - 1));
  const sharesAfter = pattern.sharesCharacterAfter && BASE64_CHARACTER.test(text.charAt(end));
  return { start: sharesBefore ? start - 1 : start, end: sharesAfter ? end + 1 : end };
}

function replaceSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let masked = '';
  let position = 0;
  for (const { start, end } of spans) {
    masked += text.slice(position, start) + MASK;
    position = end;
  }
  return masked + text.slice(position);
}
