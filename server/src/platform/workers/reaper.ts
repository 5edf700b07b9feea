import { setTimeout as pause } from 'node:timers/promises';
import type { Database, SqlTransaction } from '../db/index.ts';
import { type Sql, sql } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { ClaimTable } from './claim-table.ts';
import { isAlive, WORKER_LOCK_CLASS } from './worker-lock.ts';

const INTERVAL_MS = 1000;

/** What workers hold of one kind, and what becomes of it when they are gone. */
export interface Estate<Row> {
  table: ClaimTable;
  /** Ends the claims of a worker that is gone, in the transaction that forgets it; answers the rows. */
  release(tx: SqlTransaction, workerId: string): Promise<Row[]>;
  /** After the commit. */
  announce(rows: readonly Row[]): void;
  /** Looks after what this worker itself holds by mistake. */
  lookAfterOwn(): Promise<void>;
}

interface ReaperServices {
  db: Database;
  log: Log;
}

/**
 * Finds workers that are gone and hands back what they held, and what this one holds by mistake. A worker is taken for
 * dead when its lock was free at two looks in a row, a second apart: one that only lost its connection is back by then.
 */
export function startReaper<Row>(services: ReaperServices, estate: Estate<Row>): { stop(): Promise<void> } {
  const ending = new AbortController();
  let suspects = new Set<string>();

  const look = async () => {
    try {
      const missing = await findMissing(services, estate.table);
      for (const id of missing) if (suspects.has(id)) await bury(services, estate, id);
      suspects = new Set(missing);
      await estate.lookAfterOwn();
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

/** Names of tables are not values. */
const TABLES: Record<ClaimTable, Sql> = {
  deliveries: sql`deliveries`,
  task_runs: sql`task_runs`,
  action_flows: sql`action_flows`,
};

/**
 * Workers without their lock: those that are known, and those that something is claimed by (one that was buried and
 * went on). The recursive part steps from holder to holder on the index of what is claimed.
 */
function findMissing({ db }: ReaperServices, table: ClaimTable): Promise<string[]> {
  return db.system(async (tx) => {
    const rows = await tx.query<{ id: string }>(sql`
      WITH RECURSIVE holders AS (
        SELECT min(worker_id) AS id FROM ${TABLES[table]} WHERE status = 'RUNNING'
        UNION ALL
        SELECT (SELECT min(worker_id) FROM ${TABLES[table]} WHERE status = 'RUNNING' AND worker_id > h.id)
        FROM holders h WHERE h.id IS NOT NULL
      )
      SELECT w.id::text FROM (SELECT id FROM workers UNION SELECT id FROM holders WHERE id IS NOT NULL) w
      WHERE NOT ${isAlive(sql`w.id`)}`);
    return rows.map((row) => row.id);
  });
}

async function bury<Row>({ db, log }: ReaperServices, estate: Estate<Row>, workerId: string): Promise<void> {
  const released = await db.system(async (tx) => {
    // Held by another reaper, or by the worker itself, which is back.
    const [lock] = await tx.query<{ held: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(${WORKER_LOCK_CLASS}::int, ${workerId}::int) AS held`,
    );
    if (!lock?.held) return null;
    const rows = await estate.release(tx, workerId);
    const known = await tx.execute(sql`DELETE FROM workers WHERE id = ${workerId}::bigint`);
    // Another reaper may have been here a moment ago.
    return known + rows.length > 0 ? rows : null;
  });
  if (!released) return;
  log.warn({ workerId, [estate.table]: released.length }, 'a worker is gone; what it held is handed back');
  estate.announce(released);
}
