import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Decision, WaitState } from '../flow-step.ts';
import { type FlowRow, type FlowStepRow, flowTarget, getFlow, getStepToChange } from '../run/internal.ts';
import { makeReady } from '../run/make-ready.ts';

/**
 * Says yes to a step that asks for an approval. Whoever it names may, whatever else they may do; FORBIDDEN for all others,
 * PRECONDITION_FAILED when it does not ask any more.
 */
export function approveFlowStep(ctx: Context, id: string, comment?: string | null): Promise<FlowRow> {
  return decide(ctx, id, { isApproved: true, comment: comment ?? '' });
}

/** Says no: the step fails, and the flow goes on as its chain says. */
export function rejectFlowStep(ctx: Context, id: string, comment?: string | null): Promise<FlowRow> {
  return decide(ctx, id, { isApproved: false, comment: comment ?? '' });
}

function decide(ctx: Context, id: string, decision: Omit<Decision, 'by'>): Promise<FlowRow> {
  return transaction(ctx, async (ctx) => {
    const { flow, step } = await getStepToChange(ctx, id);
    requireApprover(ctx, step);
    const wait = step.wait as WaitState | null;
    if (flow.status !== 'WAITING' || step.status !== 'WAITING' || wait?.kind !== 'approval' || wait.decision) {
      throw new AppError('PRECONDITION_FAILED', 'this step does not ask for an approval now');
    }
    const by = ctx.actor.email ?? '';
    await ctx.tx.prisma.actionFlowStep.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: step.id } },
      data: { wait: { ...wait, decision: { ...decision, by } } },
    });
    await makeReady(ctx, flow.id);
    recordAudit(ctx, {
      action: decision.isApproved ? 'action_flow.step_approved' : 'action_flow.step_rejected',
      target: flowTarget(flow),
      detail: { step: step.name, comment: decision.comment },
    });
    return getFlow(ctx, flow.id);
  });
}

/** Only people decide. An owner may wherever a role may. */
function requireApprover({ actor }: TxContext, { input }: FlowStepRow): void {
  const { userIds = [], role } = (input ?? {}) as { userIds?: string[]; role?: string };
  const isNamed = actor.id !== null && userIds.includes(actor.id);
  const hasRole = role !== undefined && (actor.role === role || actor.role === 'OWNER');
  if (actor.kind === 'user' && (isNamed || hasRole)) return;
  throw new AppError('FORBIDDEN', 'only the people that this step asks may decide');
}
