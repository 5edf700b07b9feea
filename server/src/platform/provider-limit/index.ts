import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Limiter, RateLimit } from '@joinery/plugin-sdk/host';
import type { Database } from '../db/index.ts';
import { inTurn, type Queue, wakeOrLook } from './in-turn.ts';
import { leasePlaces, leaseRequests } from './lease.sql.ts';

/** Requests are leased for this long at once: so many fewer trips, and so many at most are lost with a process. */
const CHUNK_SECONDS = 0.5;
const LEASE_MS = 1000;
const LOOK_MS = 100;
const MOST_ACCOUNTS = 5000;

interface Account extends Queue {
  requests: number;
  requestsUntilMs: number;
  leasing: Promise<number> | undefined;
  running: number;
  places: number;
  placesUntilMs: number;
  asking: Promise<void> | undefined;
  /** Whether the last lease gave fewer places than were wanted. */
  isLimited: boolean;
}

/**
 * One budget per account at a provider, over all tenants and processes. Each process leases requests and places by the
 * handful and uses them without asking; what it has leased lapses within a second, so that others come in between.
 */
export function createProviderLimiter(db: Database): Limiter {
  const holder = randomUUID();
  const accounts = new Map<string, Account>();
  const accountOf = (name: string): [string, Account] => {
    const key = createHash('sha256').update(name).digest('hex');
    const account = accounts.get(key) ?? {
      requests: 0,
      requestsUntilMs: 0,
      leasing: undefined,
      running: 0,
      places: 0,
      placesUntilMs: 0,
      asking: undefined,
      isLimited: false,
      waiting: 0,
      last: Promise.resolve(),
      wake: undefined,
    };
    if (accounts.size >= MOST_ACCOUNTS) forgetIdle(accounts);
    accounts.set(key, account);
    return [key, account];
  };

  const lease = async (key: string, account: Account, perSecond: number): Promise<number> => {
    const most = Math.max(1, perSecond);
    const wanted = Math.max(1, Math.floor(perSecond * CHUNK_SECONDS));
    const { granted, left } = await leaseRequests(db, key, { wanted, perSecond, most });
    Object.assign(account, { requests: granted, requestsUntilMs: Date.now() + LEASE_MS });
    return granted > 0 ? 0 : Math.ceil(((1 - left) / perSecond) * 1000);
  };

  const ask = (key: string, account: Account, wanted: number, most: number): Promise<void> => {
    account.asking ??= leasePlaces(db, key, { holder, wanted, most })
      .then((places) => {
        Object.assign(account, { places, isLimited: places < wanted, placesUntilMs: Date.now() + LEASE_MS });
      })
      .finally(() => {
        account.asking = undefined;
      });
    return account.asking;
  };

  return {
    take: async (name, { requestsPerSecond }: RateLimit) => {
      if (!requestsPerSecond) return 0;
      const [key, account] = accountOf(name);
      for (;;) {
        if (account.requests >= 1 && Date.now() < account.requestsUntilMs) {
          account.requests -= 1;
          return 0;
        }
        account.leasing ??= lease(key, account, requestsPerSecond).finally(() => {
          account.leasing = undefined;
        });
        const waitMs = await account.leasing;
        if (waitMs > 0) return waitMs;
      }
    },

    enter: async (name, { concurrency }: RateLimit, { signal }) => {
      if (!concurrency) return () => undefined;
      const [key, account] = accountOf(name);
      const hasPlace = await inTurn(account, signal, () => place(key, account, concurrency, signal));
      if (!hasPlace) return () => undefined;
      return () => {
        account.running -= 1;
        account.wake?.();
        void giveBack(key, account, concurrency);
      };
    },
  };

  /** Waits until there is a place, and takes it; false when the signal came first. */
  async function place(key: string, account: Account, most: number, signal?: AbortSignal): Promise<boolean> {
    for (let isHere = false; account.running >= account.places || Date.now() >= account.placesUntilMs; isHere = true) {
      if (signal?.aborted) return false;
      const isAllTaken = account.running >= most && Date.now() < account.placesUntilMs;
      if (isHere && (isAllTaken || account.isLimited))
        await wakeOrLook(account, { mostMs: LOOK_MS / 2 + Math.random() * LOOK_MS, signal });
      if (isAllTaken) continue;
      await askForMore(key, account, most);
    }
    account.running += 1;
    return true;
  }

  /** Who has had all places for a while lets one go before asking again, so that another process can have it. */
  async function askForMore(key: string, account: Account, most: number): Promise<void> {
    if (account.places === most && Date.now() >= account.placesUntilMs) {
      await ask(key, account, account.running, most);
      await pause(LOOK_MS);
    }
    await ask(key, account, Math.min(most, account.running + account.waiting), most);
  }

  /** At rest, after a moment in which the next request may come: others may have the places now. */
  async function giveBack(key: string, account: Account, most: number): Promise<void> {
    await pause(LOOK_MS, undefined, { ref: false });
    if (account.running > 0 || account.waiting > 0 || account.places === 0 || account.asking) return;
    account.places = 0;
    // The lease lapses by itself where the database is away.
    await ask(key, account, 0, most).catch(() => undefined);
  }
}

function forgetIdle(accounts: Map<string, Account>): void {
  for (const [key, { running, waiting, places }] of accounts)
    if (running === 0 && places === 0 && waiting === 0) accounts.delete(key);
}
