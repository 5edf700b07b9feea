import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/src/platform/db/index.ts';
import { createProviderLimiter } from '../../../server/src/platform/provider-limit/index.ts';
import { createDatabase } from '../../harness/database.ts';

const database = await createDatabase();
const hosts = [1, 2].map(() => {
  const db = openDatabase({ url: database.url, poolSize: 4, onIdleError: () => undefined });
  return { db, limiter: createProviderLimiter(db) };
});
const limiters = hosts.map(({ limiter }) => limiter);

afterAll(async () => {
  await Promise.all(hosts.map(({ db }) => db.close()));
  await database.drop();
});

/** Takes room again and again, until the time is over; answers how often. */
async function takeUntil(limiter: (typeof limiters)[number], account: string, untilMs: number): Promise<number> {
  let taken = 0;
  while (Date.now() < untilMs) {
    const waitMs = await limiter.take(account, { requestsPerSecond: 20 }, Date.now());
    if (waitMs === 0) taken += 1;
    else await pause(waitMs);
  }
  return taken;
}

/** Counts how often the database is asked from now on. */
function countAsked({ pools }: (typeof hosts)[number]['db']): () => number {
  let count = 0;
  pools.system.on('acquire', () => {
    count += 1;
  });
  return () => count;
}

describe('what a provider takes of one account', () => {
  it('is shared by two processes, second by second', async () => {
    const startedMs = Date.now();
    const taken = await Promise.all(limiters.map((limiter) => takeUntil(limiter, 'rate', startedMs + 2000)));
    const seconds = (Date.now() - startedMs) / 1000;
    const total = taken.reduce((sum, one) => sum + one, 0);
    // A second's worth is there at the beginning.
    expect(total).toBeLessThanOrEqual(20 + 20 * seconds);
    expect(total).toBeGreaterThan(20);
  });

  it('is the business of that account alone', async () => {
    const untilMs = Date.now() + 200;
    expect(await takeUntil(limiters[0] as (typeof limiters)[number], 'another', untilMs)).toBeGreaterThanOrEqual(10);
  });

  it('is never more at once than it may be, and each process has its turn', async () => {
    let atOnce = 0;
    let most = 0;
    const served = [0, 0];
    const work = async (limiter: (typeof limiters)[number], host: number) => {
      for (let count = 0; count < 8; count += 1) {
        const leave = await limiter.enter('places', { concurrency: 3 }, { nowMs: Date.now() });
        atOnce += 1;
        most = Math.max(most, atOnce);
        await pause(5);
        atOnce -= 1;
        served[host] = (served[host] ?? 0) + 1;
        leave();
      }
    };
    await Promise.all(limiters.flatMap((limiter, host) => Array.from({ length: 5 }, () => work(limiter, host))));
    expect(most).toBeLessThanOrEqual(3);
    expect(served).toEqual([40, 40]);
  });

  it('is waited for in turn, and without asking the database over and over', async () => {
    const [{ db, limiter }] = hosts as [(typeof hosts)[number]];
    const enter = (signal?: AbortSignal) => limiter.enter('turns', { concurrency: 1 }, { nowMs: Date.now(), signal });
    const leave = await enter();
    const asked = countAsked(db);
    const order: number[] = [];
    const given = new AbortController();
    const waiting = [1, 2, 3].map(async (name) => {
      const leaveNext = await enter(name === 2 ? given.signal : undefined);
      order.push(name);
      leaveNext();
    });
    given.abort();
    await waiting[1];
    await pause(500);
    expect(asked()).toBeLessThan(20);
    leave();
    await Promise.all(waiting);
    expect(order).toEqual([2, 1, 3]);
  });

  it('is asked for by the handful', async () => {
    const [first] = limiters as [(typeof limiters)[number]];
    await first.take('handful', { requestsPerSecond: 100 }, Date.now());
    const { rows } = await (hosts[0] as (typeof hosts)[number]).db.pools.system.query(
      'SELECT granted FROM provider_budgets WHERE granted = 50',
    );
    expect(rows).toHaveLength(1);
  });
});
