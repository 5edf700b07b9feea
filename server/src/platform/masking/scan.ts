import type { Automaton } from './automaton.ts';
import { decodeEscape, isEscapeStart } from './escape.ts';
import type { Pattern } from './patterns.ts';

/** An escape sequence that was read as the character it stands for. */
interface EscapeTrail {
  readonly start: number;
  readonly end: number;
  readonly unitCount: number;
  readonly before: EscapeTrail | undefined;
}

/** One way to read the text up to a position: some escape sequences decoded, some taken as they are. */
interface Reading {
  readonly position: number;
  readonly state: number;
  readonly trail: EscapeTrail | undefined;
}

export type OnMatch = (pattern: Pattern, start: number, end: number) => boolean;

// Readings that reach one position in one state go on as one. More than this many remain only for
// secrets that hold long runs of backslashes, over texts that do too.
const MAX_READINGS = 8;

/**
 * Calls `onMatch` for the patterns in a text, by rising end, with any of their characters written
 * plainly or as an escape sequence. At each end the longest pattern comes first, until `onMatch`
 * accepts one. Answers where the longest beginning of a pattern starts that the text ends with; its
 * length where there is none. Takes time linear in the text.
 */
export function scan(text: string, automaton: Automaton, onMatch: OnMatch): number {
  let reading: Reading = { position: 0, state: 0, trail: undefined };
  while (reading.position < text.length) {
    reading = scanPlain(text, reading, automaton, onMatch);
    if (reading.position < text.length) reading = scanEscapes(text, reading, automaton, onMatch);
  }
  return startOf(automaton.depth(reading.state), text.length, reading.trail);
}

/** Reads on until an escape sequence may be part of a match: nearly all of nearly every text. */
function scanPlain(text: string, from: Reading, automaton: Automaton, onMatch: OnMatch): Reading {
  let { position, state, trail } = from;
  for (; position < text.length; position += 1) {
    if (state === 0) position = automaton.skip(text, position);
    const unit = text.charCodeAt(position);
    if (isEscapeStart(unit) && decoded(text, { position, state, trail }, automaton)) break;
    state = automaton.next(state, unit);
    if (state === 0) trail = undefined;
    else if (automaton.isEnding(state)) report({ position: position + 1, state, trail }, automaton, onMatch);
  }
  return { position, state, trail };
}

/** Follows every reading of the escape sequences ahead until only one is left. */
function scanEscapes(text: string, from: Reading, automaton: Automaton, onMatch: OnMatch): Reading {
  let current: Reading[] = [from];
  let ahead: Reading[] = [];
  for (let position = from.position; position < text.length; position += 1) {
    ahead.push(...afterEscapes(text, current, automaton));
    const unit = text.charCodeAt(position);
    const next: Reading[] = [];
    for (const reading of ahead) if (reading.position === position + 1) add(next, reading);
    for (const { state, trail } of current) {
      add(next, { position: position + 1, state: automaton.next(state, unit), trail });
    }
    for (const reading of next) if (automaton.isEnding(reading.state)) report(reading, automaton, onMatch);
    current = next;
    ahead = ahead.filter((reading) => reading.position > position + 1);
    const [only] = current;
    if (only && current.length === 1 && ahead.length === 0) return only;
  }
  // Those that are left have read all of the text; how far they reach back is all that still counts.
  const begin = ({ position, state, trail }: Reading) => startOf(automaton.depth(state), position, trail);
  return current.reduce((furthest, reading) => (begin(reading) < begin(furthest) ? reading : furthest));
}

function afterEscapes(text: string, current: readonly Reading[], automaton: Automaton): Reading[] {
  return current.map((reading) => decoded(text, reading, automaton)).filter((reading) => reading !== undefined);
}

/**
 * The reading that takes an escape sequence at its position for the character it stands for. One that
 * falls back to the first state is left out: a reading that takes the sequence as it is knows as much.
 */
function decoded(text: string, { position, state, trail }: Reading, automaton: Automaton): Reading | undefined {
  const escaped = decodeEscape(text, position);
  if (!escaped) return undefined;
  const { character, end } = escaped;
  let after = automaton.next(state, character.charCodeAt(0));
  if (character.length > 1) after = automaton.next(after, character.charCodeAt(1));
  if (after === 0) return undefined;
  const escapeTrail = { start: position, end, unitCount: character.length, before: trail };
  return { position: end, state: after, trail: escapeTrail };
}

function add(readings: Reading[], reading: Reading): void {
  if (readings.length === MAX_READINGS || readings.some(({ state }) => state === reading.state)) return;
  // Nothing that was read so far can be part of a match any more.
  readings.push(reading.state === 0 ? { ...reading, trail: undefined } : reading);
}

function report({ position, state, trail }: Reading, automaton: Automaton, onMatch: OnMatch): void {
  for (const pattern of automaton.endingAt(state)) {
    if (onMatch(pattern, startOf(pattern.text.length, position, trail), position)) return;
  }
}

/** Goes back from an end over so many decoded units. */
function startOf(unitCount: number, end: number, trail: EscapeTrail | undefined): number {
  let position = end;
  let remaining = unitCount;
  for (let last = trail; last && position - last.end < remaining; last = last.before) {
    remaining -= position - last.end + last.unitCount;
    position = last.start;
  }
  return remaining > 0 ? position - remaining : position;
}
