import { AppError } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import { deleteSurplusHeads, findUnsealedTenants } from './seal.sql.ts';
import { ROWS_A_BATCH, sealBatch } from './seal.ts';
import { startTurns } from './turns.ts';

const MIN_INTERVAL_MS = 500;
/** A lost signal, and rows that came without an event, wait this long. */
const POLL_MS = 2_000;
const THINNING_INTERVAL_MS = 3_600_000;
/** A log that was tampered with is looked at again this much later: somebody must repair it first. */
const BROKEN_PAUSE_MS = 60_000;

/**
 * Seals what was recorded, until stopped; any number of processes may do so at once. Writers never wait for it: it
 * follows behind them, by half a second when there is much to do.
 */
export async function startAuditSealer(services: Services): Promise<{ stop(): Promise<void> }> {
  const { signals, log, clock, db } = services;
  const brokenUntil = new Map<string, number>();
  let thinnedAt = 0;
  let isStopped = false;

  /** Answers whether there is more. A tenant whose log is broken holds up nobody else's. */
  const sealOne = async (tenantId: string): Promise<boolean> => {
    try {
      const count = await sealBatch(services, tenantId);
      brokenUntil.delete(tenantId);
      return count === ROWS_A_BATCH;
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'AUDIT_BROKEN') throw error;
      log.error({ err: error, tenantId }, 'audit: sealing is suspended; verify the log');
      brokenUntil.set(tenantId, clock.now().getTime() + BROKEN_PAUSE_MS);
      return false;
    }
  };

  const turn = async () => {
    await thinHeads();
    let waiting = await db.system(findUnsealedTenants);
    while (waiting.length > 0) {
      const unfinished: string[] = [];
      for (const tenantId of waiting) {
        if (isStopped) return;
        if ((brokenUntil.get(tenantId) ?? 0) > clock.now().getTime()) continue;
        if (await sealOne(tenantId)) unfinished.push(tenantId);
      }
      waiting = unfinished;
    }
  };

  const thinHeads = async () => {
    const now = clock.now();
    if (now.getTime() - thinnedAt < THINNING_INTERVAL_MS) return;
    await db.system((tx) => deleteSurplusHeads(tx, now));
    thinnedAt = now.getTime();
  };

  const turns = startTurns({
    turn,
    minIntervalMs: MIN_INTERVAL_MS,
    pollMs: POLL_MS,
    onError: (error) => log.warn({ err: error }, 'audit: sealing failed and is repeated'),
  });
  const silence = [signals.on('events', turns.wake), signals.onResume(turns.wake)];
  collectOldestUnsealed(services);
  return {
    stop: async () => {
      isStopped = true;
      for (const off of silence) off();
      await turns.stop();
    },
  };
}

function collectOldestUnsealed({ db, metrics, clock }: Services): void {
  metrics.collect('oldestWaiting', async () => {
    const [row] = await db.system((tx) =>
      tx.query<{ at: Date | null }>(sql`SELECT min(at) AS at FROM audit_records WHERE sequence IS NULL`),
    );
    const seconds = row?.at ? (clock.now().getTime() - row.at.getTime()) / 1000 : 0;
    return [{ labels: { kind: 'audit' }, value: seconds }];
  });
}
