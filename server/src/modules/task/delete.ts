import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { deleteSecrets } from '../secret/index.ts';
import { announceRuns, announceSchedule } from './announce.ts';
import { settingsForAudit, taskTarget } from './audit-detail.ts';
import { getOwnTaskToChange, type TaskRow } from './internal.ts';

/**
 * Deletes a task with its script, config, secrets and history. PRECONDITION_FAILED while it runs; what only waits goes
 * with it.
 */
export function deleteTask(ctx: Context, id: string): Promise<TaskRow> {
  requireScope(ctx, 'task:write');
  return transaction(ctx, async (ctx) => {
    const task = await getOwnTaskToChange(ctx, id);
    await refuseRunning(ctx, task);
    await deleteSecrets(ctx, 'task', task.id);
    await ctx.tx.prisma.task.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id: task.id } } });
    announceSchedule(ctx);
    announceRuns(ctx);
    recordAudit(ctx, { action: 'task.deleted', target: taskTarget(task), detail: { old: settingsForAudit(task) } });
    return task;
  });
}

/** Waits for claims that are about to commit: none is taken of a task that is gone. */
async function refuseRunning({ tx, tenantId }: TxContext, { id }: TaskRow): Promise<void> {
  const rows = await tx.query<{ status: string }>(sql`
    SELECT status::text FROM task_runs
    WHERE tenant_id = ${tenantId}::uuid AND task_id = ${id}::uuid AND status IN ('PENDING', 'RUNNING')
    FOR UPDATE`);
  if (!rows.some(({ status }) => status === 'RUNNING')) return;
  throw new AppError('PRECONDITION_FAILED', 'this task is running; cancel its runs first');
}
