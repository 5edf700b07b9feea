import { CronExpressionParser } from 'cron-parser';
import { LRUCache } from 'lru-cache';
import { offsetMs } from './zone-offset.ts';

const MOST_KEPT = 20_000;
/** Longer than any clock is turned by. */
const NEAR_MS = 3 * 3600 * 1000;

interface Found {
  after: number;
  next: number;
}

/** The last answer for each expression and zone: it holds for every moment between the one asked for and the tick. */
const found = new LRUCache<string, Found>({ max: MOST_KEPT });

/**
 * The first tick of a cron expression after a moment, by the clock on the wall of a time zone. Where the clock jumps
 * forward, a tick in the gap comes once, as long after the jump as it would have been after the gap's beginning. Where
 * it falls back, a tick at a fixed hour comes once, the first time; one of every hour comes in both.
 */
export function nextTick(expression: string, timeZone: string, after: Date): Date {
  const key = `${timeZone} ${expression}`;
  const at = after.getTime();
  const known = found.get(key);
  if (known && known.after <= at && at < known.next) return new Date(known.next);
  const next = findNext(expression, timeZone, after).getTime();
  found.set(key, { after: at, next });
  return new Date(next);
}

/** The next ticks, in order. */
export function nextTicks(expression: string, timeZone: string, after: Date, count: number): Date[] {
  const ticks: Date[] = [];
  for (let last = after; ticks.length < count; ticks.push(last)) last = nextTick(expression, timeZone, last);
  return ticks;
}

function findNext(expression: string, timeZone: string, after: Date): Date {
  const earlier = new Date(after.getTime() - NEAR_MS);
  const isNearChange = offsetMs(timeZone, earlier) !== offsetMs(timeZone, after);
  if (!isNearChange) return parse(expression, timeZone, after).next().toDate();
  // Begun right behind a change of the clock, the parser does not know what was there before: begin before it.
  const ticks = parse(expression, timeZone, new Date(earlier.getTime() - NEAR_MS));
  for (;;) {
    const tick = ticks.next().toDate();
    if (tick > after) return tick;
  }
}

function parse(expression: string, timeZone: string, currentDate: Date) {
  return CronExpressionParser.parse(expression, { tz: timeZone, currentDate });
}
