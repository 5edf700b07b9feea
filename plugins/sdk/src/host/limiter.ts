import type { RateLimit } from './account-limiter.ts';

/** Keeps the requests to one account within what its provider takes, whoever's connection they are made through. */
export interface Limiter {
  /** Milliseconds until there is room for another request; 0 takes the room. */
  take(account: string, rate: RateLimit, nowMs: number): number | Promise<number>;
  /** Waits for a place among those that run at once, or for the signal; answers what gives the place back. */
  enter(
    account: string,
    rate: RateLimit,
    options: { nowMs: number; signal?: AbortSignal | undefined },
  ): Promise<() => void>;
}
