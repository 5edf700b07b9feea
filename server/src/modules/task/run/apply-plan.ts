import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { getTaskToChange } from '../internal.ts';
import { getRun, type RunRow } from './internal.ts';
import { startByHand } from './run-task.ts';

/**
 * Performs exactly what a plan has listed, as a run of its own. PRECONDITION_FAILED for what is no plan, one that failed,
 * and one that is applied already or right now. What its effects rest on is looked at when each is performed.
 */
export function applyPlan(ctx: Context, runId: string): Promise<RunRow> {
  requireScope(ctx, 'task:run');
  return transaction(ctx, async (ctx) => {
    const plan = await getRun(ctx, runId);
    if (plan.mode !== 'PLAN') throw new AppError('PRECONDITION_FAILED', 'this run is no plan');
    if (plan.status !== 'SUCCESS')
      throw new AppError('PRECONDITION_FAILED', `this plan is not complete: ${plan.status}`);
    // Whatever its overlap policy: two who apply the plan at the same time take turns.
    const task = await getTaskToChange(ctx, plan.taskId);
    await refuseApplied(ctx, plan);
    return startByHand(ctx, task, { mode: 'APPLY', trigger: 'APPLY_PLAN', planRunId: plan.id });
  });
}

async function refuseApplied({ tx }: TxContext, plan: RunRow): Promise<void> {
  const applied = await tx.prisma.taskRun.findFirst({
    where: { planRunId: plan.id, status: { notIn: ['ERROR', 'CANCELLED'] } },
    select: { id: true },
  });
  if (applied) throw new AppError('PRECONDITION_FAILED', `this plan is applied by run ${applied.id} already`);
}
