import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { enqueueRuns } from '../run/enqueue.ts';
import { TaskRunJob } from '../run/task-run.job.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import { type ClaimBounds, claimNamed } from './claim.sql.ts';
import type { ClaimedRun } from './claimed-run.ts';
import type { RunnerParts } from './runner-parts.ts';

/** What cannot begin now is looked at again after this. */
const AGAIN_MS = 3000;
const NIL = '00000000-0000-0000-0000-000000000000';

/**
 * Takes jobs that are due and claims their runs, all in one transaction: those whose time has come only now, and those
 * that no worker has heard of. What still has to wait says why, and has another job.
 */
export function startDueRuns(services: Services, parts: RunnerParts): { stop(): Promise<void> } {
  const { db, clock, config, signals } = services;
  const { underWay, runner, worker, strays } = parts;

  const claim = async () => {
    const bounds: ClaimBounds = {
      workerId: worker.id,
      labels: config.runnerLabels,
      now: clock.now(),
      room: underWay.room,
      perTenant: config.runsPerTenant,
      after: NIL,
    };
    const { jobs, claimed } = await db.system((tx) => claimDue(services, tx, bounds));
    runner.start(claimed);
    signals.raise('runs', new Set(claimed.map(({ tenantId }) => tenantId)));
    return { again: jobs > 0, waitsForRoom: false };
  };

  return startClaimLoop(
    { ...services, worker },
    { name: 'due runs', topics: [], roomMs: 500, hasRoom: () => true, claim, onFailure: strays.suspect },
  );
}

async function claimDue(
  { queue }: Services,
  tx: SqlTransaction,
  bounds: ClaimBounds,
): Promise<{ jobs: number; claimed: ClaimedRun[] }> {
  const jobs = await queue.take(tx, TaskRunJob, { exceptGroups: [] });
  const claimed: ClaimedRun[] = [];
  for (const { data } of jobs) {
    const { tenantId, runIds } = data;
    const room = bounds.room - claimed.length;
    claimed.push(...(await claimNamed(tx, { tenantId, ids: runIds }, { ...bounds, room })));
    const waiting = await explainWaiting(tx, { tenantId, ids: runIds }, bounds);
    const dueAt = new Date(bounds.now.getTime() + AGAIN_MS);
    await enqueueRuns(
      { queue, tx, now: bounds.now },
      waiting.map((row) => ({ ...row, dueAt: row.dueAt > dueAt ? row.dueAt : dueAt })),
    );
  }
  return { jobs: jobs.length, claimed };
}

/** Says of runs that are still not under way what they wait for; answers them with the time before which they cannot. */
function explainWaiting(
  tx: SqlTransaction,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
  { perTenant, now }: ClaimBounds,
): Promise<{ tenant_id: string; id: string; dueAt: Date }[]> {
  return tx.query(sql`
    UPDATE task_runs r
    SET waiting_reason = CASE
          WHEN r.next_eligible_at > ${now}::timestamptz THEN r.waiting_reason
          WHEN r.runner_labels <> '{}' THEN ${WAITS.labelsPrefix} || array_to_string(r.runner_labels, ', ')
          WHEN (SELECT count(*) FROM task_runs x WHERE x.tenant_id = r.tenant_id AND x.status = 'RUNNING') >= ${perTenant}
            THEN ${WAITS.room(perTenant)}
          ELSE ${WAITS.worker} END,
        xid = pg_current_xact_id()
    WHERE r.tenant_id = ${tenantId}::uuid AND r.id = ANY(${[...ids]}::uuid[]) AND r.status = 'PENDING' AND NOT r.is_held
    RETURNING r.tenant_id, r.id, r.next_eligible_at AS "dueAt"`);
}
