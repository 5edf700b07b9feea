import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { enqueueSends, sendJobs } from './enqueue.ts';
import { WORKER_LOCK_CLASS } from './worker-registry.ts';

const INTERVAL_MS = 1000;

/**
 * Finds workers that are gone and hands back what they held. A worker is taken for dead when its lock was free at two
 * looks in a row: one that only lost its connection is back by then.
 */
export function startReaper(services: Services): { stop(): Promise<void> } {
  let suspects = new Set<string>();
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  const look = async () => {
    try {
      const missing = await findMissing(services);
      for (const id of missing) if (suspects.has(id)) await bury(services, id);
      suspects = new Set(missing);
    } catch (error) {
      services.log.warn({ err: error }, 'reaper: could not look; it looks again in a second');
    }
  };
  const timer = setInterval(() => {
    if (!isStopped) running = running.then(look);
  }, INTERVAL_MS);

  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

function findMissing({ db }: Services): Promise<string[]> {
  return db.system(async (tx) => {
    const rows = await tx.query<{ id: string }>(sql`
      SELECT w.id::text FROM workers w
      WHERE NOT EXISTS (
        SELECT 1 FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${WORKER_LOCK_CLASS}::oid AND l.objid = w.id::oid
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`);
    return rows.map((row) => row.id);
  });
}

async function bury({ db, queue, signals, log }: Services, workerId: string): Promise<void> {
  const returned = await db.system(async (tx) => {
    // Held by another reaper, or by the worker itself, which is back.
    const [lock] = await tx.query<{ held: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(${WORKER_LOCK_CLASS}::int, ${workerId}::int) AS held`,
    );
    if (!lock?.held) return [];
    const rows = await tx.query<{ tenant_id: string; id: string }>(sql`
      UPDATE deliveries SET status = 'PENDING', worker_id = NULL, next_attempt_at = now(), xid = pg_current_xact_id()
      WHERE worker_id = ${workerId}::bigint AND status = 'RUNNING'
      RETURNING tenant_id, id`);
    const byTenant = Map.groupBy(rows, (row) => row.tenant_id);
    const jobs = [...byTenant].flatMap(([tenantId, of]) => sendJobs(tenantId, of.map((row) => row.id)));
    await enqueueSends(queue, tx, jobs);
    await tx.execute(sql`DELETE FROM workers WHERE id = ${workerId}::bigint`);
    return [...byTenant.keys()];
  });
  log.warn({ workerId, tenants: returned.length }, 'a worker is gone; what it held is handed back');
  signals.raise('jobs', returned);
  signals.raise('deliveries', returned);
}
