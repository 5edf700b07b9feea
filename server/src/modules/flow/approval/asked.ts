import type { Context } from '../../../context.ts';
import { isUuid } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import type { WaitState } from '../flow-step.ts';

/** What somebody is asked, for people. */
export interface AskedApproval {
  chainName: string;
  message: string;
  subjectEmail: string | null;
  startedBy: string | null;
  deadline: Date;
}

/** What a step asks now; null once it was decided, and for steps that do not ask. */
export function readAskedApproval(ctx: Context, stepId: string): Promise<AskedApproval | null> {
  return transaction(ctx, async ({ tx, tenantId }) => {
    const where = { tenantId_id: { tenantId, id: stepId } };
    const step = isUuid(stepId) ? await tx.prisma.actionFlowStep.findUnique({ where }) : null;
    const wait = step?.wait as WaitState | null | undefined;
    if (step?.status !== 'WAITING' || wait?.kind !== 'approval' || wait.decision) return null;
    const flow = await tx.prisma.actionFlow.findUniqueOrThrow({
      where: { tenantId_id: { tenantId, id: step.flowId } },
    });
    return {
      chainName: flow.chainName,
      message: (step.input as { message: string }).message,
      subjectEmail: (flow.subject as { email: string } | null)?.email ?? null,
      startedBy: flow.actorEmail,
      deadline: new Date(wait.deadline),
    };
  });
}
