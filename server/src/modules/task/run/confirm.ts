import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { announceRuns } from '../announce.ts';
import { getTask } from '../internal.ts';
import { endRun } from './end-run.ts';
import { enqueueRuns } from './enqueue.ts';
import { getRun, type RunRow, runTarget } from './internal.ts';
import { WAITS } from './waiting-reasons.ts';

/**
 * Lets a run that has parked over its removal cap go on: it is made once more with the cap lifted, or, where it applies
 * a plan, goes on where it stopped. PRECONDITION_FAILED unless it waits for this.
 */
export function confirmRun(ctx: Context, id: string): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return decide(ctx, id, 'task_run.confirmed', async (ctx, run) => {
    const { tx, tenantId, queue, clock, signals, actor } = ctx;
    const now = clock.now();
    const confirmed = await tx.query<{ tenant_id: string; id: string }>(sql`
      UPDATE task_runs
      SET status = 'PENDING', waiting_reason = ${WAITS.worker}, next_eligible_at = ${now}::timestamptz,
          confirmed_by_id = ${actor.id}::uuid, xid = pg_current_xact_id()
      WHERE tenant_id = ${tenantId}::uuid AND id = ${run.id}::uuid AND status = 'WAITING_CONFIRMATION'
      RETURNING tenant_id, id`);
    if (confirmed.length === 0) throw notWaiting(run);
    await enqueueRuns(
      { queue, tx, now },
      confirmed.map((row) => ({ ...row, dueAt: now })),
    );
    tx.afterCommit(() => signals.raise('ready_runs', [tenantId]));
    announceRuns(ctx);
    return getRun(ctx, run.id);
  });
}

/** Drops a run that has parked: what it did before stays done, and the rest is not. */
export function rejectRun(ctx: Context, id: string): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return decide(ctx, id, 'task_run.rejected', (ctx, run) =>
    endRun(ctx, run, `its removals were rejected by ${ctx.actor.email ?? 'Joinery'}`),
  );
}

/** Only a person decides: not an API token, and not Joinery itself. */
function decide(
  ctx: Context,
  id: string,
  action: string,
  work: (ctx: TxContext, run: RunRow) => Promise<RunRow>,
): Promise<RunRow> {
  if (ctx.actor.kind !== 'user') throw new AppError('FORBIDDEN', 'only a person, signed in, decides about removals');
  return transaction(ctx, async (ctx) => {
    const run = await getRun(ctx, id);
    if (run.status !== 'WAITING_CONFIRMATION') throw notWaiting(run);
    const task = await getTask(ctx, run.taskId);
    const after = await work(ctx, run);
    const detail = { taskId: task.id, removalsSoFar: run.removals, reason: run.waitingReason };
    recordAudit(ctx, { action, target: runTarget({ id: run.id, name: task.name }), detail });
    return after;
  });
}

function notWaiting({ status }: RunRow): AppError {
  return new AppError('PRECONDITION_FAILED', `this run does not wait for a confirmation: it is ${status}`);
}
