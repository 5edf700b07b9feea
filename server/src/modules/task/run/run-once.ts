import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { transaction } from '../../../transaction.ts';
import { getRun, type RunRow } from './internal.ts';
import { getTaskToSetOff, startByHand } from './run-task.ts';

/** Sets a task off under an id that the caller has chosen: the same one again finds the run that it has made. */
export function runTaskOnce(ctx: Context, taskId: string, runId: string): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return transaction(ctx, async (ctx) => {
    const task = await getTaskToSetOff(ctx, taskId);
    const known = await ctx.tx.prisma.taskRun.findUnique({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: runId } },
    });
    return known ?? startByHand(ctx, task, { id: runId, mode: 'APPLY', trigger: 'MANUAL' });
  });
}

/** A run, or NOT_FOUND. */
export function readTaskRun(ctx: Context, id: string): Promise<RunRow> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, (ctx) => getRun(ctx, id));
}
