import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { PublicContext } from '../../context.ts';
import { AppError } from '../../errors.ts';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_OF_ACCOUNT = 10;
const FAILURES_FROM_ADDRESS = 50;
const SIGN_UPS_FROM_ADDRESS = 200;

interface Limits {
  readonly account: RateLimiterPostgres;
  readonly address: RateLimiterPostgres;
  readonly signUp: RateLimiterPostgres;
}

/** An attempt that counts as failed until it is forgiven. */
export interface Attempt {
  forgive(): Promise<void>;
}

const limitsOfPool = new WeakMap<pg.Pool, Limits>();

/**
 * Counts an attempt to show a password or a code, against the account and the address that it comes from, before
 * anything is checked: attempts at once cannot slip past. LIMIT_EXCEEDED, with the seconds to wait, when either has
 * failed too often.
 */
export async function countAttempt(ctx: PublicContext, account: readonly string[]): Promise<Attempt> {
  const limits = limitsOf(ctx);
  const counted: [RateLimiterPostgres, string][] = [[limits.account, hashOf(account)]];
  const address = networkOf(ctx.request.ipAddress);
  if (address) counted.unshift([limits.address, address]);
  for (const [limiter, key] of counted) await consume(limiter, key);
  return {
    forgive: async () => {
      await Promise.all(counted.map(([limiter, key]) => limiter.reward(key)));
    },
  };
}

/** Counts a sign-up against the address that it comes from. LIMIT_EXCEEDED when there were too many. */
export async function countSignUp(ctx: PublicContext): Promise<void> {
  const address = networkOf(ctx.request.ipAddress);
  if (address) await consume(limitsOf(ctx).signUp, address);
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new AppError('LIMIT_EXCEEDED', `too many attempts; try again in ${retryAfterSeconds} seconds`, {
      retryAfterSeconds,
    });
  }
}

function limitsOf({ db }: PublicContext): Limits {
  const pool = db.pools.system;
  const open = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
    });
  const limits = limitsOfPool.get(pool) ?? {
    account: open('sign_in_account', FAILURES_OF_ACCOUNT),
    address: open('sign_in_address', FAILURES_FROM_ADDRESS),
    signUp: open('sign_up_address', SIGN_UPS_FROM_ADDRESS),
  };
  limitsOfPool.set(pool, limits);
  return limits;
}

/** The table keeps no address of mail. */
function hashOf(names: readonly string[]): string {
  return createHash('sha256').update(names.join('\0')).digest('base64url');
}

/** An IPv4 address, or the /64 that an IPv6 address is of: a customer gets at least as much (RFC 6177 §2). */
function networkOf(address: string | null): string | null {
  if (!address || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex');
}
