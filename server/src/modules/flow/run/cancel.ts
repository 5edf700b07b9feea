import type { ActionFlowStatus } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { closeQuestion, openQuestion } from '../approval/close-question.ts';
import { forgetSecrets } from '../forget-secrets.ts';
import { announceFlows, type FlowRow, flowTarget, getFlow, getFlowToChange } from './internal.ts';

const UNFINISHED: readonly ActionFlowStatus[] = ['PENDING', 'RUNNING', 'WAITING'];

/**
 * Cancels a flow that waits or is under way, with the flows that are steps of it. What is being done is finished or
 * stopped, and what was done stays done: `compensateActionFlow` undoes it. PRECONDITION_FAILED when it has ended otherwise.
 */
export function cancelActionFlow(ctx: Context, id: string): Promise<FlowRow> {
  requireScope(ctx, 'flow:run');
  return transaction(ctx, async (ctx) => {
    const flow = await getFlowToChange(ctx, id);
    const isDone = flow.status === 'CANCELLED';
    if (!isDone && !UNFINISHED.includes(flow.status)) {
      throw new AppError('PRECONDITION_FAILED', `this flow has ended already: it is ${flow.status}`);
    }
    if (!isDone) await cancelWithChildren(ctx, flow, `cancelled by ${ctx.actor.email ?? 'Joinery'}`);
    recordAudit(ctx, {
      action: 'action_flow.cancelled',
      target: flowTarget(flow),
      outcome: isDone ? 'noop' : 'changed',
    });
    return getFlow(ctx, flow.id);
  });
}

/** What is under way of it goes on until its worker hears of it. */
export async function cancelWithChildren(ctx: TxContext, flow: FlowRow, reason: string): Promise<void> {
  const { tenantId, tx, clock, signals } = ctx;
  const children = await tx.prisma.actionFlow.findMany({
    where: { parentFlowId: flow.id, status: { in: [...UNFINISHED] } },
  });
  const now = clock.now();
  const steps = await tx.prisma.actionFlowStep.findMany({ where: { flowId: flow.id } });
  for (const step of steps) await closeQuestion(ctx, flow, openQuestion(step), `It is over: ${reason}`);
  // What is under way is left to its worker, which still writes what came of it.
  await tx.prisma.actionFlowStep.updateMany({
    where: { flowId: flow.id, status: { in: ['PENDING', 'WAITING'] } },
    data: { status: 'SKIPPED', outcome: 'skipped', reason, errorKind: 'stopped', finishedAt: now },
  });
  await tx.execute(sql`
    UPDATE action_flows
    SET status = 'CANCELLED', cancel_reason = ${reason}, waiting_for = NULL, wake_at = NULL, xid = pg_current_xact_id(),
        finished_at = ${now}::timestamptz
    WHERE tenant_id = ${tenantId}::uuid AND id = ${flow.id}::uuid`);
  await forgetSecrets(ctx, steps);
  announceFlows(ctx);
  tx.afterCommit(() => signals.raise('cancelled_flows', [tenantId]));
  for (const child of children) await cancelWithChildren(ctx, await getFlowToChange(ctx, child.id), reason);
}
