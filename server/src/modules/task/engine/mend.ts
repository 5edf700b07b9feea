import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import {
  createStrays,
  type Estate,
  type HeldRow,
  type Strays,
  type WorkerIdentity,
} from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { enqueueRuns } from '../run/enqueue.ts';
import { lockTasks, type RunKey, releaseNext, type TaskKey } from '../run/runs.sql.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import { readLost } from './claim.sql.ts';
import { decideEnding } from './ending.ts';
import { recordEndings } from './record-endings.ts';
import type { RunsUnderWay } from './under-way.ts';

const LOST_A_LOOK = 500;

/**
 * What becomes of runs whose worker is gone: nobody holds them, and a moment later each is ended as crashed, or made
 * again where its task is safe to retry. In two steps, because the end of a run is told in its tenant.
 */
export function runEstate(services: Services, strays: Strays): Estate<RunKey> {
  const settle = async () => {
    await settleLost(services);
    await releaseHeld(services);
  };
  return {
    table: 'task_runs',
    release: (tx, workerId) =>
      tx.query<RunKey>(sql`
        UPDATE task_runs SET worker_id = NULL, claim = claim + 1, xid = pg_current_xact_id()
        WHERE worker_id = ${workerId}::bigint AND status = 'RUNNING'
        RETURNING tenant_id, id`),
    announce: (rows) => {
      if (rows.length === 0) return;
      settle().catch((error: unknown) =>
        services.log.warn({ err: error }, 'runs of a worker that is gone are not ended yet'),
      );
    },
    lookAfterOwn: async () => {
      await strays.look();
      await settle();
    },
  };
}

/** Runs that this worker has claimed and does not execute. */
export function createRunStrays(
  services: Services,
  { worker, underWay }: { worker: WorkerIdentity; underWay: RunsUnderWay },
): Strays {
  return createStrays(services, {
    table: 'task_runs',
    worker,
    isUnderWay: ({ id, claim }) => underWay.has(id, claim),
    handBack: (rows) => handBack(services, rows),
  });
}

async function settleLost(services: Services): Promise<void> {
  const lost = await readLost(services.db.systemOnce, LOST_A_LOOK);
  if (lost.length === 0) return;
  const told = { notes: { logs: [], effects: [] }, effects: [], now: services.clock.now() };
  const crash = { kind: 'failure', errorKind: 'crashed', error: 'its worker died while it was under way' } as const;
  await recordEndings(
    services,
    lost.map((run) => decideEnding(run, crash, told)),
  );
}

/** Held runs that nothing is before: whoever ended it could not let them go. */
async function releaseHeld(services: Services): Promise<void> {
  const { db, clock, queue, signals } = services;
  const now = clock.now();
  const released = await db.system(async (tx) => {
    const keys = await findHeldByNothing(tx);
    await lockTasks(tx, keys);
    const rows = await releaseNext(tx, keys, { now, reason: WAITS.worker });
    await enqueueRuns(
      { queue, tx, now },
      rows.map((row) => ({ ...row, dueAt: now })),
    );
    return rows;
  });
  signals.raise('ready_runs', new Set(released.map((row) => row.tenant_id)));
}

function findHeldByNothing(tx: SqlTransaction): Promise<TaskKey[]> {
  return tx.query<TaskKey>(sql`
    SELECT DISTINCT r.tenant_id AS "tenantId", r.task_id AS "taskId" FROM task_runs r
    WHERE r.status = 'PENDING' AND r.is_held
      AND NOT EXISTS (SELECT 1 FROM task_runs a
                      WHERE a.tenant_id = r.tenant_id AND a.task_id = r.task_id AND a.mode = 'APPLY'
                        AND a.status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION') AND NOT a.is_held)`);
}

async function handBack({ db, queue, clock, signals }: Services, held: readonly HeldRow[]): Promise<void> {
  const now = clock.now();
  const returned = await db.system(async (tx) => {
    const rows = await tx.query<RunKey>(sql`
      UPDATE task_runs r
      SET status = 'PENDING', worker_id = NULL, attempt = r.attempt - 1, started_at = NULL,
          waiting_reason = ${WAITS.handedBack}, next_eligible_at = ${now}::timestamptz, xid = pg_current_xact_id()
      FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb) AS h(tenant_id uuid, id uuid, claim int)
      WHERE r.tenant_id = h.tenant_id AND r.id = h.id AND r.claim = h.claim AND r.status = 'RUNNING'
      RETURNING r.tenant_id, r.id`);
    await enqueueRuns(
      { queue, tx, now },
      rows.map((row) => ({ ...row, dueAt: now })),
    );
    return rows;
  });
  signals.raise('ready_runs', new Set(returned.map((row) => row.tenant_id)));
}
