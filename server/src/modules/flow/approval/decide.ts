import type { Prisma } from '@joinery/prisma';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { deleteSecrets } from '../../secret/index.ts';
import type { WaitState } from '../flow-step.ts';
import { type FlowRow, flowTarget, getFlow, getStepToChange } from '../run/internal.ts';
import { makeReady } from '../run/make-ready.ts';
import { namesApprovers, requireApprover } from './approver.ts';
import { closeQuestion, openQuestion } from './close-question.ts';

/** Where a decision came in. */
type ApprovalChannel = 'portal' | 'email' | 'slack';

interface ApprovalDecision {
  isApproved: boolean;
  comment: string;
  channel: ApprovalChannel;
  /** For the audit log: what else is known of who has decided, and where. */
  seen?: object;
}

/**
 * Decides a step that asks for an approval, as the actor, whichever way they were asked; they decide once for all of
 * those ways. FORBIDDEN for whom it does not ask, PRECONDITION_FAILED when it does not ask any more.
 */
export function decideApproval(
  ctx: Context,
  stepId: string,
  { isApproved, comment, channel, seen }: ApprovalDecision,
): Promise<FlowRow> {
  return transaction(ctx, async (ctx) => {
    const { flow, step } = await getStepToChange(ctx, stepId);
    // Who is in the conversation was chosen by whoever wrote the chain.
    if (channel !== 'slack' || namesApprovers(step)) requireApprover(ctx, step);
    const wait = step.wait as WaitState | null;
    if (flow.status !== 'WAITING' || step.status !== 'WAITING' || wait?.kind !== 'approval' || wait.decision) {
      throw new AppError('PRECONDITION_FAILED', 'this step does not ask for an approval now');
    }
    // A worker may be late to see it.
    if (new Date(wait.deadline) <= ctx.clock.now())
      throw new AppError('PRECONDITION_FAILED', 'the time for this decision is over');
    const by = ctx.actor.email ?? ctx.actor.name ?? '';
    await ctx.tx.prisma.actionFlowStep.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: step.id } },
      data: { wait: toJson({ ...wait, decision: { isApproved, by, comment } }) },
    });
    const ending = `${isApproved ? 'Approved' : 'Rejected'} by ${by}${comment && `: ${comment}`}`;
    await closeQuestion(ctx, flow, openQuestion(step), ending);
    await deleteSecrets(ctx, 'flow_approval', step.id);
    await makeReady(ctx, flow.id);
    recordAudit(ctx, {
      action: isApproved ? 'action_flow.step_approved' : 'action_flow.step_rejected',
      target: flowTarget(flow),
      detail: { step: step.name, comment, channel, ...seen },
    });
    return getFlow(ctx, flow.id);
  });
}

function toJson(wait: WaitState): Prisma.InputJsonObject {
  return { ...wait } as Prisma.InputJsonObject;
}
