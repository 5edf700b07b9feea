import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { type Due, enqueueRuns } from '../run/enqueue.ts';
import type { RunKey } from '../run/runs.sql.ts';
import { TaskRunJob } from '../run/task-run.job.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import { type ClaimBounds, claimNamed } from './claim.sql.ts';
import type { ClaimedRun } from './claimed-run.ts';
import type { RunnerParts } from './runner-parts.ts';

/**
 * What cannot begin now is looked at again after this. The claimer finds it before, as soon as it can; this tells those
 * who watch of a new reason, and thousands that wait must not cost more than those that run.
 */
const AGAIN_MS = 15_000;

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
    };
    const { jobs, claimed } = await db.system((tx) => claimDue(services, tx, bounds));
    runner.start(claimed);
    signals.raise('runs', new Set(claimed.map(({ tenantId }) => tenantId)));
    return { again: jobs > 0, waitsForRoom: false };
  };

  return startClaimLoop(
    { ...services, worker },
    { name: 'due runs', topics: [], hasRoom: () => true, claim, onFailure: strays.suspect },
  );
}

async function claimDue(
  { queue }: Services,
  tx: SqlTransaction,
  bounds: ClaimBounds,
): Promise<{ jobs: number; claimed: ClaimedRun[] }> {
  const jobs = await queue.take(tx, TaskRunJob, { exceptGroups: [] });
  if (jobs.length === 0) return { jobs: 0, claimed: [] };
  const runs = jobs.flatMap(({ data }) => data.runs);
  // Pipelined: the second sees what the first has left.
  const [claimed, waiting] = await Promise.all([claimNamed(tx.query, runs, bounds), explainWaiting(tx, runs, bounds)]);
  const again = new Date(bounds.now.getTime() + AGAIN_MS);
  await enqueueRuns(
    { queue, tx, now: bounds.now },
    waiting.map((run) => ({ ...run, dueAt: run.dueAt > again ? run.dueAt : again })),
  );
  return { jobs: jobs.length, claimed };
}

/** Says of runs that are still not under way what they wait for; answers them with the time before which they cannot. */
function explainWaiting(tx: SqlTransaction, runs: readonly RunKey[], { perTenant, now }: ClaimBounds): Promise<Due[]> {
  return tx.query(sql`
    WITH waiting AS (
      SELECT r.tenant_id, r.id, r.next_eligible_at, CASE
          WHEN r.next_eligible_at > ${now}::timestamptz THEN r.waiting_reason
          WHEN (SELECT count(*) FROM task_runs x WHERE x.tenant_id = r.tenant_id AND x.status = 'RUNNING') >= ${perTenant}
            THEN ${WAITS.room(perTenant)}
          WHEN r.runner_labels <> '{}' THEN ${WAITS.labelsPrefix} || array_to_string(r.runner_labels, ', ')
          ELSE ${WAITS.worker} END AS reason
      FROM task_runs r
      JOIN unnest(${runs.map((run) => run.tenant_id)}::uuid[], ${runs.map((run) => run.id)}::uuid[]) AS k(tenant_id, id)
        ON r.tenant_id = k.tenant_id AND r.id = k.id
      WHERE r.status = 'PENDING' AND NOT r.is_held
    ),
    said AS (
      UPDATE task_runs r SET waiting_reason = w.reason, xid = pg_current_xact_id()
      FROM waiting w
      WHERE r.tenant_id = w.tenant_id AND r.id = w.id AND r.status = 'PENDING'
        AND r.waiting_reason IS DISTINCT FROM w.reason
    )
    SELECT tenant_id, id, next_eligible_at AS "dueAt" FROM waiting`);
}
