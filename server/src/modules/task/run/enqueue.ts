import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { NewJob, Queue } from '../../../platform/queue/index.ts';
import type { RunKey } from './runs.sql.ts';
import { RUNS_A_JOB, TaskRunJob } from './task-run.job.ts';

/** A worker claims new runs by itself; the job looks after those that none has claimed by then. */
const SAFETY_NET_MS = 2000;

export interface Due extends RunKey {
  dueAt: Date;
}

/** Enqueues runs that wait, in the transaction that makes them wait: those of one tenant and time share a job. */
export async function enqueueRuns(
  { queue, tx, now }: { queue: Queue; tx: SqlTransaction; now: Date },
  due: readonly Due[],
): Promise<void> {
  const startOf = ({ dueAt }: Due) => (dueAt > now ? dueAt.getTime() : now.getTime() + SAFETY_NET_MS);
  const jobs: NewJob<{ tenantId: string; runIds: string[] }>[] = [];
  for (const of of Map.groupBy(due, (one) => `${one.tenant_id} ${startOf(one)}`).values()) {
    const [first] = of;
    if (!first) continue;
    for (let start = 0; start < of.length; start += RUNS_A_JOB) {
      const runIds = of.slice(start, start + RUNS_A_JOB).map(({ id }) => id);
      const data = { tenantId: first.tenant_id, runIds };
      jobs.push({ data, groupId: first.tenant_id, startAfter: new Date(startOf(first)) });
    }
  }
  await queue.send(tx, TaskRunJob, jobs);
}
