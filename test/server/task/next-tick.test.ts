import { describe, expect, it } from 'vitest';
import { problemOfCron } from '../../../server/src/modules/task/schedule/cron-expression.ts';
import { nextTick, nextTicks } from '../../../server/src/modules/task/schedule/next-tick.ts';

/** All ticks of a span, found as the scheduler finds them: each from the one before it, and each from any moment between. */
function ticks(expression: string, zone: string, from: string, until: string): string[] {
  const found: string[] = [];
  const end = new Date(until);
  for (let at = nextTick(expression, zone, new Date(from)); at < end; at = nextTick(expression, zone, at)) {
    found.push(at.toISOString());
  }
  return found;
}

/** The same, looked for from every minute of the span: what a scheduler would find that begins anew there. */
function ticksFromEveryMinute(expression: string, zone: string, from: string, until: string): string[] {
  const found = new Set<string>();
  for (let at = Date.parse(from); at < Date.parse(until); at += 60_000) {
    const [next] = nextTicks(expression, zone, new Date(at), 1);
    if (next && next < new Date(until)) found.add(next.toISOString());
  }
  return [...found].sort();
}

const CASES = [
  {
    name: 'in the gap of spring in Berlin, a tick at 02:30 comes once, an hour after the gap began at 02:30',
    zone: 'Europe/Berlin',
    expression: '30 2 * * *',
    from: '2026-03-28T12:00:00Z',
    until: '2026-03-30T12:00:00Z',
    expected: ['2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z'],
  },
  {
    name: 'in the gap of spring in New York too',
    zone: 'America/New_York',
    expression: '30 2 * * *',
    from: '2026-03-07T12:00:00Z',
    until: '2026-03-09T12:00:00Z',
    expected: ['2026-03-08T07:30:00.000Z', '2026-03-09T06:30:00.000Z'],
  },
  {
    name: 'in the overlap of autumn in Berlin, a tick at 02:30 comes once, the first time',
    zone: 'Europe/Berlin',
    expression: '30 2 * * *',
    from: '2026-10-24T12:00:00Z',
    until: '2026-10-26T12:00:00Z',
    expected: ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
  },
  {
    name: 'in the overlap of autumn in New York too',
    zone: 'America/New_York',
    expression: '30 1 * * *',
    from: '2026-10-31T12:00:00Z',
    until: '2026-11-02T12:00:00Z',
    expected: ['2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
  },
  {
    name: 'a tick of every half hour comes every half hour through the gap',
    zone: 'Europe/Berlin',
    expression: '*/30 * * * *',
    from: '2026-03-29T00:00:00Z',
    until: '2026-03-29T02:01:00Z',
    expected: [
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ],
  },
  {
    name: 'a tick of every hour comes in both hours of the overlap',
    zone: 'America/New_York',
    expression: '15 * * * *',
    from: '2026-11-01T05:00:00Z',
    until: '2026-11-01T08:00:00Z',
    expected: ['2026-11-01T05:15:00.000Z', '2026-11-01T06:15:00.000Z', '2026-11-01T07:15:00.000Z'],
  },
];

describe('the ticks of a schedule', () => {
  for (const { name, zone, expression, from, until, expected } of CASES) {
    it(name, () => {
      expect(ticks(expression, zone, from, until)).toEqual(expected);
      expect(ticksFromEveryMinute(expression, zone, from, until)).toEqual(expected);
    });
  }

  it('are in order, never twice, and the same wherever one begins, over a year in many zones', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'UTC', 'Australia/Lord_Howe']) {
      for (const expression of ['30 2 * * *', '*/20 1-3 * * 0', '0 0 1 * *', '45 */6 * * *']) {
        const all = nextTicks(expression, zone, new Date('2026-01-01T00:00:00Z'), 200);
        for (const [index, tick] of all.entries()) {
          const before = new Date(tick.getTime() - 1);
          expect(nextTick(expression, zone, before), `${expression} ${zone}`).toEqual(tick);
          if (index > 0) expect(tick > (all[index - 1] ?? tick)).toBe(true);
        }
      }
    }
  });
});

describe('a cron expression', () => {
  it('of five fields is taken', () => {
    const fine = ['* * * * *', '0 9-17 * * 1-5', '*/15 0,12 1 6-8 *', '0 0 * * 7', ' 0  3 * * * ', '0 0 * JAN MON-FRI'];
    for (const expression of fine) expect(problemOfCron(expression), expression).toBeNull();
  });

  it('of any other shape is refused, with the reason', () => {
    const refused: Record<string, string> = {
      '* * * * * *':
        'must have five fields, minute, hour, day of month, month, day of week, and has 6 (seconds cannot be given)',
      '* * * *': 'has 4',
      '': 'has 0',
      '@hourly': 'macros like @hourly are not known',
      '60 * * * *': 'cannot be used',
      '0 24 * * *': 'cannot be used',
      '0 0 * * 8': 'cannot be used',
      '0 0 31 2 *': 'cannot be used',
      '0 0 L * *': 'its day of month is not understood: L',
      'H * * * *': 'its minute is not understood: H',
      '0 0 * * 1#2': 'its day of week is not understood: 1#2',
      '0 0 ? * *': 'its day of month is not understood: ?',
      'a b c d e': 'its minute is not understood: a',
    };
    for (const [expression, reason] of Object.entries(refused)) expect(problemOfCron(expression)).toContain(reason);
  });
});
