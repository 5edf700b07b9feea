import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../../../errors.ts';

export interface ReadinessOptions {
  url: string;
  /** Whether the process still lives; when it does not, waiting is over. */
  isAlive(): boolean;
  /** Told once when it takes long: after a crash PostgreSQL replays its log first. */
  onSlow(): void;
}

const SLOW_MS = 5_000;
/** Replaying a full log (max_wal_size) takes well under this. */
const TIMEOUT_MS = 300_000;

/** Waits until PostgreSQL answers a query; false when its process ended instead. UPSTREAM_FAILED after five minutes. */
export async function waitUntilReady(options: ReadinessOptions): Promise<boolean> {
  const begin = Date.now();
  let isSlow = false;
  while (options.isAlive()) {
    const failure = await attempt(options.url);
    if (!failure) return options.isAlive();
    const waitedMs = Date.now() - begin;
    if (waitedMs > TIMEOUT_MS) throw new AppError('UPSTREAM_FAILED', 'PostgreSQL does not answer', { cause: failure });
    if (waitedMs > SLOW_MS && !isSlow) {
      isSlow = true;
      options.onSlow();
    }
    await pause(25);
  }
  return false;
}

async function attempt(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // The server may drop a connection while it shuts down; the query below reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
