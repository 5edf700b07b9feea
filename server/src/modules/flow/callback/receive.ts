import type { Prisma } from '@joinery/prisma';
import { systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { matchesTokenHash, parseOpaqueToken } from '../../../platform/crypto/index.ts';
import { storable } from '../../../platform/db/storable.ts';
import type { Services } from '../../../services.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { deleteSecrets } from '../../secret/index.ts';
import type { WaitState } from '../flow-step.ts';
import { type FlowStepRow, flowTarget, getStepToChange } from '../run/internal.ts';
import { makeReady, nudge } from '../run/make-ready.ts';

interface Call {
  token: string;
  body: Prisma.InputJsonValue;
  requestId: string;
}

/** Says no more than that there is nothing. What fails for another reason is told as that: whoever calls may call again. */
function hidden(error: unknown): never {
  if (error instanceof AppError && error.code === 'NOT_FOUND') throw new AppError('NOT_FOUND', 'there is nothing here');
  throw error;
}

const OVER = new Set(['SUCCESS', 'FAILED', 'SKIPPED']);

/**
 * Takes what was posted to a step's URL; the step may wait already, or come to it later. Works once: NOT_FOUND for a token
 * that is none, PRECONDITION_FAILED for one that was used, has expired, or whose flow is over.
 */
export function receiveCallback(services: Services, { token, body, requestId }: Call): Promise<void> {
  const parsed = parseOpaqueToken(token);
  if (parsed?.kind !== 'callback') throw new AppError('NOT_FOUND', 'there is nothing here');
  return transaction(systemContext(services, parsed.tenantId, requestId), async (ctx) => {
    const { flow, step } = await getStepToChange(ctx, parsed.id).catch(hidden);
    if (!step.callbackHash || !matchesTokenHash(parsed, step.callbackHash)) {
      throw new AppError('NOT_FOUND', 'there is nothing here');
    }
    if (step.callbackAt || OVER.has(step.status) || flow.status === 'CANCELLED' || isLate(step, ctx.clock.now())) {
      throw new AppError('PRECONDITION_FAILED', 'this URL was used, or nobody waits for it any more');
    }
    await ctx.tx.prisma.actionFlowStep.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id: step.id } },
      data: { callbackBody: storable(body), callbackAt: ctx.clock.now() },
    });
    await deleteSecrets(ctx, 'flow_callback', step.id);
    await (step.status === 'WAITING' ? makeReady(ctx, flow.id) : nudge(ctx, flow.id));
    recordAudit(ctx, {
      action: 'action_flow.callback_received',
      target: flowTarget(flow),
      detail: { step: step.name },
    });
  });
}

/** A worker may be late to see that the time for it is over. */
function isLate({ wait }: FlowStepRow, now: Date): boolean {
  const state = wait as WaitState | null;
  return state?.kind === 'callback' && new Date(state.deadline) <= now;
}
