import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Queue } from '../../../platform/queue/index.ts';
import type { RunKey } from './runs.sql.ts';
import { RUNS_A_JOB, TaskRunJob } from './task-run.job.ts';

/** A worker claims new runs by itself; the job looks after those that none has claimed by then. */
const SAFETY_NET_MS = 2000;

export interface Due extends RunKey {
  dueAt: Date;
}

/** Enqueues runs that wait, in the transaction that makes them wait: those that are due at the same time share a job. */
export async function enqueueRuns(
  { queue, tx, now }: { queue: Queue; tx: SqlTransaction; now: Date },
  due: readonly Due[],
): Promise<void> {
  const startOf = ({ dueAt }: Due) => (dueAt > now ? dueAt.getTime() : now.getTime() + SAFETY_NET_MS);
  const jobs = [...Map.groupBy(due, startOf)].flatMap(([start, of]) =>
    chunks(of).map((runs) => ({ data: { runs }, startAfter: new Date(start) })),
  );
  await queue.send(tx, TaskRunJob, jobs);
}

function chunks(due: readonly Due[]): RunKey[][] {
  const runs = due.map(({ tenant_id, id }) => ({ tenant_id, id }));
  return Array.from({ length: Math.ceil(runs.length / RUNS_A_JOB) }, (_, index) =>
    runs.slice(index * RUNS_A_JOB, (index + 1) * RUNS_A_JOB),
  );
}
