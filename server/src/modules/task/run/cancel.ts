import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { getTask } from '../internal.ts';
import { endRun } from './end-run.ts';
import { getRun, type RunRow, runTarget } from './internal.ts';

/**
 * Cancels a run that waits or is under way; its script is stopped, and what it has done stays done. One that is
 * cancelled already stays so; PRECONDITION_FAILED when it has ended otherwise.
 */
export function cancelRun(ctx: Context, id: string): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return transaction(ctx, async (ctx) => {
    const run = await getRun(ctx, id);
    const task = await getTask(ctx, run.taskId);
    const isDone = run.status === 'CANCELLED';
    const cancelled = isDone ? run : await endRun(ctx, run, `cancelled by ${ctx.actor.email ?? 'Joinery'}`);
    recordAudit(ctx, {
      action: 'task_run.cancelled',
      target: runTarget({ id: run.id, name: task.name }),
      outcome: isDone ? 'noop' : 'changed',
      detail: { taskId: task.id, status: { from: run.status, to: cancelled.status } },
    });
    return cancelled;
  });
}
