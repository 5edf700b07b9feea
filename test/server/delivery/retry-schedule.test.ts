import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttemptAt, parseRetryAfter } from '../../../server/src/modules/delivery/engine/retry-schedule.ts';

const NOW = new Date('2026-03-02T08:00:00Z');
const HOUR = 3600;
const MIDDLE = 0.5;
/** The waits that are promised, in seconds. */
const WAITS = [5, 5 * 60, 30 * 60, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

function waitSeconds(input: Partial<Parameters<typeof nextAttemptAt>[0]>): number | null {
  const at = nextAttemptAt({ now: NOW, failures: 1, maxRetries: 20, random: MIDDLE, ...input });
  return at && (at.getTime() - NOW.getTime()) / 1000;
}

describe('the schedule of retries', () => {
  it('is 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h', () => {
    expect(WAITS.map((_, index) => waitSeconds({ failures: index + 1 }))).toEqual(WAITS);
  });

  it('repeats its last wait when more retries are wanted', () => {
    expect(waitSeconds({ failures: 8 })).toBe(10 * HOUR);
    expect(waitSeconds({ failures: 20 })).toBe(10 * HOUR);
    expect(waitSeconds({ failures: 21 })).toBeNull();
  });

  it('is cut where fewer retries are wanted', () => {
    expect(waitSeconds({ failures: 1, maxRetries: 0 })).toBeNull();
    expect(waitSeconds({ failures: 2, maxRetries: 2 })).toBe(5 * 60);
    expect(waitSeconds({ failures: 3, maxRetries: 2 })).toBeNull();
  });

  it('spreads each wait by a tenth of it at most, either way', () => {
    expect(waitSeconds({ random: 0 })).toBeCloseTo(4.5);
    expect(waitSeconds({ random: 1 - Number.EPSILON })).toBeCloseTo(5.5);
    const anything = fc.record({
      failures: fc.integer({ min: 1, max: 20 }),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(anything, ({ failures, random }) => {
        const middle = WAITS[Math.min(failures, WAITS.length) - 1] ?? 0;
        const wait = waitSeconds({ failures, random }) ?? 0;
        expect(wait).toBeGreaterThanOrEqual(middle * 0.9 - 0.001);
        expect(wait).toBeLessThanOrEqual(middle * 1.1 + 0.001);
      }),
    );
  });
});

describe('a receiver that asks for patience', () => {
  it('is left alone for as long as it asks, when that is longer than the schedule', () => {
    expect(waitSeconds({ retryAfterSeconds: 120 })).toBe(120);
  });

  it('does not shorten the schedule', () => {
    expect(waitSeconds({ failures: 2, retryAfterSeconds: 1 })).toBe(5 * 60);
    expect(waitSeconds({ failures: 1, retryAfterSeconds: 0 })).toBe(5);
  });

  it('is not waited for longer than a day', () => {
    expect(waitSeconds({ retryAfterSeconds: 365 * 24 * HOUR })).toBe(24 * HOUR);
  });

  it('gets no retry that was not wanted', () => {
    expect(waitSeconds({ maxRetries: 0, retryAfterSeconds: 120 })).toBeNull();
  });
});

describe('the Retry-After header', () => {
  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 0],
    ['Mon, 02 Mar 2026 08:02:00 GMT', 120],
    ['Mon, 02 Mar 2026 07:00:00 GMT', 0],
  ])('%j means %d seconds', (header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toBe(seconds);
  });

  it.each([undefined, '', 'soon', '99999999999999999999'])('%j says nothing', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });

  it('never makes a time that cannot be stored, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = waitSeconds({ retryAfterSeconds: parseRetryAfter(header, NOW) });
        expect(wait).toBeGreaterThanOrEqual(4.5);
        expect(wait).toBeLessThanOrEqual(24 * HOUR);
      }),
    );
  });
});
