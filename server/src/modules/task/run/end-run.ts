import { AppError } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { announceRuns } from '../announce.ts';
import { getTaskToChange } from '../internal.ts';
import { enqueueRuns } from './enqueue.ts';
import { getRun, type RunRow } from './internal.ts';
import { cancelRuns, releaseNext } from './runs.sql.ts';
import { WAITS } from './waiting-reasons.ts';

/** Cancels a run in its tenant's transaction, stops it where it is under way, and lets the next of its task go. */
export async function endRun(ctx: TxContext, run: RunRow, reason: string): Promise<RunRow> {
  const { tx, tenantId, queue, clock, signals, metrics } = ctx;
  const now = clock.now();
  const task = await getTaskToChange(ctx, run.taskId);
  const cancelled = await cancelRuns(tx, [{ tenant_id: tenantId, id: run.id, reason }], now);
  if (cancelled.length === 0) {
    const { status } = await getRun(ctx, run.id);
    throw new AppError('PRECONDITION_FAILED', `this run has ended already: ${status}`);
  }
  const released = await releaseNext(tx, [{ tenantId, taskId: task.id }], { now, reason: WAITS.worker });
  await enqueueRuns(
    { queue, tx, now },
    released.map((row) => ({ ...row, dueAt: now })),
  );
  tx.afterCommit(() => {
    metrics.taskRuns.inc('cancelled');
    signals.raise('cancelled_runs', [tenantId]);
    if (released.length > 0) signals.raise('ready_runs', [tenantId]);
  });
  announceRuns(ctx);
  return getRun(ctx, run.id);
}
