import type { RunMode } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import { currentTrace } from '../../../platform/telemetry/index.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { getTask, getTaskToChange, type TaskRow } from '../internal.ts';
import { announceCreated, createRuns } from './create-runs.ts';
import { getRun, type RunRow, runTarget } from './internal.ts';
import type { NewRun } from './new-run.ts';

/**
 * Sets a task off now, enabled or not, as its overlap policy allows. PRECONDITION_FAILED for a plan of a built-in task:
 * those have no effects to show.
 */
export function runTask(ctx: Context, id: string, mode: RunMode = 'APPLY'): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return transaction(ctx, async (ctx) => {
    const task = await getTaskToSetOff(ctx, id);
    if (mode === 'PLAN' && task.isBuiltIn) throw new AppError('PRECONDITION_FAILED', 'a built-in task has no plan');
    return startByHand(ctx, task, { mode, trigger: 'MANUAL' });
  });
}

/** A run that a person asks for, in their transaction, with its audit row. */
export async function startByHand(
  ctx: TxContext,
  task: TaskRow,
  { id = newId(), ...wanted }: Pick<NewRun, 'mode' | 'trigger' | 'planRunId'> & Partial<Pick<NewRun, 'id'>>,
): Promise<RunRow> {
  const { tx, queue, clock, actor, request } = ctx;
  const now = clock.now();
  const by = { actorId: actor.id, actorEmail: actor.email, ...currentTrace(request) };
  const run = { id, task, eligibleAt: now, ...by, ...wanted };
  const created = await createRuns({ tx, queue, now }, [run]);
  tx.afterCommit(() => announceCreated(ctx, created));
  const row = await getRun(ctx, id);
  recordAudit(ctx, {
    action: 'task_run.created',
    target: runTarget({ id, name: task.name }),
    outcome: row.status === 'CANCELLED' ? 'skipped' : 'changed',
    detail: { taskId: task.id, mode: wanted.mode, planRunId: wanted.planRunId ?? null, reason: row.cancelReason },
  });
  return row;
}

/** The task; locked where what else it does decides about this run. */
export async function getTaskToSetOff(ctx: TxContext, id: string): Promise<TaskRow> {
  const task = await getTask(ctx, id);
  return task.overlapPolicy === 'ALLOW' ? task : getTaskToChange(ctx, id);
}
