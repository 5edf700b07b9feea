import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { deleteSecrets } from '../../secret/index.ts';
import type { WaitState } from '../flow-step.ts';
import { type FlowRow, flowTarget, getFlow, getStepToChange } from '../run/internal.ts';
import { makeReady } from '../run/make-ready.ts';
import { requireApprover } from './approver.ts';

/** Where a decision came in. */
export type ApprovalChannel = 'portal' | 'email' | 'slack';

export interface ApprovalDecision {
  isApproved: boolean;
  comment: string;
  channel: ApprovalChannel;
}

/**
 * Decides a step that asks for an approval, as the actor, whichever way they were asked; they decide once for all of
 * those ways. FORBIDDEN for whom it does not ask, PRECONDITION_FAILED when it does not ask any more.
 */
export function decideApproval(
  ctx: Context,
  stepId: string,
  { isApproved, comment, channel }: ApprovalDecision,
): Promise<FlowRow> {
  return transaction(ctx, async (ctx) => {
    const { flow, step } = await getStepToChange(ctx, stepId);
    requireApprover(ctx, step);
    const wait = step.wait as WaitState | null;
    if (flow.status !== 'WAITING' || step.status !== 'WAITING' || wait?.kind !== 'approval' || wait.decision) {
      throw new AppError('PRECONDITION_FAILED', 'this step does not ask for an approval now');
    }
    const by = ctx.actor.email ?? '';
    await ctx.tx.prisma.actionFlowStep.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: step.id } },
      data: { wait: { ...wait, decision: { isApproved, by, comment } } },
    });
    await deleteSecrets(ctx, 'flow_approval', step.id);
    await makeReady(ctx, flow.id);
    recordAudit(ctx, {
      action: isApproved ? 'action_flow.step_approved' : 'action_flow.step_rejected',
      target: flowTarget(flow),
      detail: { step: step.name, comment, channel },
    });
    return getFlow(ctx, flow.id);
  });
}
