import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { lockTasks } from '../run/runs.sql.ts';
import type { RemovalCap } from '../task-fields.ts';
import type { ClaimedRun } from './claimed-run.ts';

/** Lets removals pass until the next one would pass a bound of the task. */
export interface RemovalBrake {
  mayRemove(): Promise<boolean>;
  /** Which bound stopped it; null while none has. */
  readonly reason: string | null;
}

interface Counts {
  /** Of this run so far. */
  run: number;
  /** Of all runs of the task that ended within the last hour, or go on. */
  hour: number;
  activeUsers: number;
}

/**
 * Counts a removal before it is made, in the run's row and under the task's lock, so that runs side by side do not pass
 * a bound together. What then changes nothing has been counted all the same: the brake errs on the safe side.
 */
export function createRemovalBrake(services: Services, run: ClaimedRun): RemovalBrake {
  const { removalCap } = run.task;
  let reason: string | null = null;
  if (!isBraked(run) || !removalCap) return { mayRemove: () => Promise.resolve(true), reason };
  return {
    get reason() {
      return reason;
    },
    mayRemove: async () => {
      if (reason !== null) return false;
      const now = services.clock.now();
      return services.db.system(async (tx) => {
        await lockTasks(tx, [{ tenantId: run.tenantId, taskId: run.task.id }]);
        reason = boundPassedBy(removalCap, await readCounts(tx, run, now));
        return reason === null && (await countOne(tx, run));
      });
    },
  };
}

/** Whether a run's removals are counted as they are made. */
export function isBraked({ mode, isConfirmed, task }: ClaimedRun): boolean {
  return mode === 'APPLY' && !isConfirmed && task.removalCap !== null && Object.keys(task.removalCap).length > 0;
}

/** The bound that one more removal would pass. */
export function boundPassedBy(cap: RemovalCap, { run, hour, activeUsers }: Counts): string | null {
  const { maxPerRun, maxPercentPerRun, maxPerHour, maxPercentPerHour } = cap;
  const share = (percent: number) => Math.floor((activeUsers * percent) / 100);
  if (maxPerRun !== undefined && run >= maxPerRun) return `it would remove more than ${maxPerRun} in one run`;
  if (maxPercentPerRun !== undefined && run >= share(maxPercentPerRun)) {
    return `it would remove more than ${maxPercentPerRun} % of ${activeUsers} active users in one run`;
  }
  if (maxPerHour !== undefined && hour >= maxPerHour) return `it would remove more than ${maxPerHour} in one hour`;
  if (maxPercentPerHour !== undefined && hour >= share(maxPercentPerHour)) {
    return `it would remove more than ${maxPercentPerHour} % of ${activeUsers} active users in one hour`;
  }
  return null;
}

async function readCounts(tx: SqlTransaction, { tenantId, id, task }: ClaimedRun, now: Date): Promise<Counts> {
  const [counts] = await tx.query<Counts>(sql`
    SELECT COALESCE(sum(removals) FILTER (WHERE id = ${id}::uuid), 0)::int AS run,
           COALESCE(sum(removals), 0)::int AS hour,
           (SELECT count(*)::int FROM users WHERE tenant_id = ${tenantId}::uuid AND is_active) AS "activeUsers"
    FROM task_runs
    WHERE tenant_id = ${tenantId}::uuid AND task_id = ${task.id}::uuid
      AND (finished_at IS NULL OR finished_at > ${now}::timestamptz - interval '1 hour')`);
  return counts ?? { run: 0, hour: 0, activeUsers: 0 };
}

/** False for a run that is not ours any more. */
async function countOne(tx: SqlTransaction, { tenantId, id, claim }: ClaimedRun): Promise<boolean> {
  const counted = await tx.execute(sql`
    UPDATE task_runs SET removals = removals + 1
    WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND claim = ${claim}::int AND status = 'RUNNING'`);
  return counted === 1;
}
