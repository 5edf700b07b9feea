import type { Limiter } from './limiter.ts';

export interface RateLimit {
  requestsPerSecond?: number;
  concurrency?: number;
}

interface Account {
  tokens: number;
  filledAtMs: number;
  running: number;
  waiting: (() => void)[];
}

const IDLE_MS = 60_000;

/** One budget of requests per account at a provider, whoever's connection they are made through. Of one process. */
export class AccountLimiter implements Limiter {
  private readonly accounts = new Map<string, Account>();
  private sweptAtMs = 0;

  /** Milliseconds until there is room for another request; 0 takes the room. */
  take(key: string, { requestsPerSecond }: RateLimit, nowMs: number): number {
    if (!requestsPerSecond) return 0;
    const account = this.account(key, nowMs, requestsPerSecond);
    const most = Math.max(1, requestsPerSecond);
    account.tokens = Math.min(most, account.tokens + ((nowMs - account.filledAtMs) / 1000) * requestsPerSecond);
    account.filledAtMs = nowMs;
    if (account.tokens < 1) return Math.ceil(((1 - account.tokens) / requestsPerSecond) * 1000);
    account.tokens -= 1;
    return 0;
  }

  /** Waits for a place among those that run at once, or for the signal; answers what gives the place back. */
  async enter(
    key: string,
    { concurrency, requestsPerSecond }: RateLimit,
    { nowMs, signal }: { nowMs: number; signal?: AbortSignal | undefined },
  ): Promise<() => void> {
    if (!concurrency) return () => undefined;
    const account = this.account(key, nowMs, requestsPerSecond ?? 1);
    if (account.running < concurrency) account.running += 1;
    else if (!(await turnOf(account, signal))) return () => undefined;
    return () => {
      const next = account.waiting.shift();
      if (next) next();
      else account.running -= 1;
    };
  }

  private account(key: string, nowMs: number, tokens: number): Account {
    this.sweep(nowMs);
    const known = this.accounts.get(key);
    if (known) return known;
    const account = { tokens: Math.max(1, tokens), filledAtMs: nowMs, running: 0, waiting: [] };
    this.accounts.set(key, account);
    return account;
  }

  private sweep(nowMs: number): void {
    if (nowMs - this.sweptAtMs < IDLE_MS) return;
    this.sweptAtMs = nowMs;
    for (const [key, { running, filledAtMs }] of this.accounts)
      if (running === 0 && nowMs - filledAtMs > IDLE_MS) this.accounts.delete(key);
  }
}

/** False when the signal came first; the place then goes to the next. */
function turnOf({ waiting }: Account, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const take = () => {
      signal?.removeEventListener('abort', give);
      resolve(true);
    };
    const give = () => {
      waiting.splice(waiting.indexOf(take), 1);
      resolve(false);
    };
    waiting.push(take);
    signal?.addEventListener('abort', give, { once: true });
  });
}
