import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { announceReturned, enqueueReturned } from './hand-back.ts';
import type { Strays } from './strays.ts';
import { WORKER_LOCK_CLASS } from './worker-registry.ts';

const INTERVAL_MS = 1000;

/**
 * Finds workers that are gone and hands back what they held, and what this one holds by mistake. A worker is taken for
 * dead when its lock was free at two looks in a row, a second apart: one that only lost its connection is back by then.
 */
export function startReaper(services: Services, strays: Strays): { stop(): Promise<void> } {
  const ending = new AbortController();
  let suspects = new Set<string>();

  const look = async () => {
    try {
      const missing = await findMissing(services);
      for (const id of missing) if (suspects.has(id)) await bury(services, id);
      suspects = new Set(missing);
      await strays.look();
    } catch (error) {
      // A database that was away let go of every lock: what was seen before says nothing any more.
      suspects = new Set();
      services.log.warn({ err: error }, 'reaper: could not look; it looks again in a second');
    }
  };

  const loop = async () => {
    while (!ending.signal.aborted) {
      await look();
      await pause(INTERVAL_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };

  const running = loop();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

/**
 * Workers without their lock: those that are known, and those that something is claimed by (one that was buried and
 * went on). The recursive part steps from holder to holder on the index of what is being sent.
 */
function findMissing({ db }: Services): Promise<string[]> {
  return db.system(async (tx) => {
    const rows = await tx.query<{ id: string }>(sql`
      WITH RECURSIVE holders AS (
        SELECT min(worker_id) AS id FROM deliveries WHERE status = 'RUNNING'
        UNION ALL
        SELECT (SELECT min(worker_id) FROM deliveries WHERE status = 'RUNNING' AND worker_id > h.id)
        FROM holders h WHERE h.id IS NOT NULL
      )
      SELECT w.id::text FROM (SELECT id FROM workers UNION SELECT id FROM holders WHERE id IS NOT NULL) w
      WHERE NOT EXISTS (
        SELECT 1 FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${WORKER_LOCK_CLASS}::oid AND l.objid = w.id::oid
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`);
    return rows.map((row) => row.id);
  });
}

async function bury(services: Services, workerId: string): Promise<void> {
  const returned = await services.db.system(async (tx) => {
    // Held by another reaper, or by the worker itself, which is back.
    const [lock] = await tx.query<{ held: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(${WORKER_LOCK_CLASS}::int, ${workerId}::int) AS held`,
    );
    if (!lock?.held) return null;
    const rows = await tx.query<{ tenant_id: string; id: string }>(sql`
      UPDATE deliveries SET status = 'PENDING', worker_id = NULL, next_attempt_at = NULL, xid = pg_current_xact_id()
      WHERE worker_id = ${workerId}::bigint AND status = 'RUNNING'
      RETURNING tenant_id, id`);
    await enqueueReturned(services, tx, rows);
    const known = await tx.execute(sql`DELETE FROM workers WHERE id = ${workerId}::bigint`);
    // Another reaper may have been here a moment ago.
    return known + rows.length > 0 ? rows : null;
  });
  if (!returned) return;
  services.log.warn({ workerId, deliveries: returned.length }, 'a worker is gone; what it held is handed back');
  announceReturned(services, returned);
}
