import { Prisma } from '@joinery/prisma';
import { z } from 'zod';
import { requirePerson, requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { closeQuestion, openQuestion } from '../approval/close-question.ts';
import type { StepSpec, WaitState } from '../flow-step.ts';
import { type FlowRow, type FlowStepRow, flowTarget, getFlow, getStepToChange } from '../run/internal.ts';
import { makeReady } from '../run/make-ready.ts';

/** Tries a step again that has failed, that waits for its next try, or of which nobody knows whether it has happened. */
export function retryFlowStep(ctx: Context, id: string): Promise<FlowRow> {
  return takeUp(ctx, id, {
    action: 'action_flow.step_retried',
    may: (step) => step.status === 'FAILED' || waitsFor(step, 'retry', 'uncertain'),
    otherwise: 'only a step that has failed can be tried again',
    change: ({ attempts }) => ({
      status: 'PENDING',
      outcome: null,
      error: null,
      errorKind: null,
      attemptsBefore: attempts,
      waitingFor: null,
      waitingUntil: null,
      finishedAt: null,
    }),
  });
}

/** Goes on without a step that has failed or waits. The reason is kept. What asks people is passed over by people only. */
export function skipFlowStep(ctx: Context, id: string, reason: string): Promise<FlowRow> {
  const Reason = z.object({
    reason: z.string().trim().min(1, 'must say why').max(1000, 'must have at most 1000 characters'),
  });
  const given = parseInput(Reason, { reason }).reason;
  return takeUp(ctx, id, {
    action: 'action_flow.step_skipped',
    may: (step) => step.status === 'FAILED' || step.status === 'WAITING',
    otherwise: 'only a step that has failed or waits can be skipped',
    change: () => ({
      status: 'SKIPPED',
      outcome: 'skipped',
      reason: `${given} (${ctx.actor.email ?? 'Joinery'})`,
      waitingFor: null,
      waitingUntil: null,
      finishedAt: ctx.clock.now(),
    }),
    isForPeople: asksPeople,
    detail: { reason: given },
  });
}

/** Lets a step remove although the tenant's removals of the hour are used up: a person, and no API token. */
export function confirmFlowStep(ctx: Context, id: string): Promise<FlowRow> {
  return takeUp(ctx, id, {
    action: 'action_flow.step_confirmed',
    may: (step) => waitsFor(step, 'budget'),
    otherwise: 'this step does not wait for a confirmation',
    isForPeople: () => true,
    change: () => ({ status: 'PENDING', isConfirmed: true, waitingFor: null }),
  });
}

const NO_WAIT = Prisma.DbNull;

interface TakeUp {
  action: string;
  may(step: FlowStepRow): boolean;
  otherwise: string;
  isForPeople?(step: FlowStepRow): boolean;
  change(
    step: FlowStepRow,
  ): Partial<Omit<FlowStepRow, 'input' | 'output' | 'spec' | 'inverse' | 'wait' | 'callbackBody'>>;
  detail?: object;
}

function takeUp(
  ctx: Context,
  id: string,
  { action, may, otherwise, isForPeople, change, detail }: TakeUp,
): Promise<FlowRow> {
  requireScope(ctx, 'flow:run');
  return transaction(ctx, async (ctx) => {
    const { flow, step } = await getStepToChange(ctx, id);
    if (isForPeople?.(step)) requirePerson(ctx);
    requireResting(flow, step);
    if (!may(step)) throw new AppError('PRECONDITION_FAILED', `${otherwise}; ${step.name} is ${step.status}`);
    const where = { tenantId_id: { tenantId: ctx.tenantId, id: step.id } };
    const changed = change(step);
    await ctx.tx.prisma.actionFlowStep.update({ where, data: { ...changed, wait: NO_WAIT } });
    await closeQuestion(ctx, flow, openQuestion(step), `It is over: skipped, ${changed.reason ?? ''}`);
    await letGo(ctx, flow);
    await makeReady(ctx, flow.id);
    recordAudit(ctx, { action, target: flowTarget(flow), detail: { step: step.name, ...detail } });
    return getFlow(ctx, flow.id);
  });
}

function asksPeople({ actionType, spec }: FlowStepRow): boolean {
  return ['approval', 'email_approval'].includes(actionType) || (spec as unknown as StepSpec).asksApproval === true;
}

/** What an engine has in its hands is not changed under them; what was undone does not go on. */
function requireResting({ status, isCompensating }: FlowRow, { undoesId }: FlowStepRow): void {
  const isAlive = status === 'WAITING' || status === 'FAILED';
  if (isAlive && isCompensating === (undoesId !== null)) return;
  const why = isAlive ? 'this flow undoes what it has done' : `this flow is ${status}`;
  throw new AppError('PRECONDITION_FAILED', `${why}: its step cannot be taken up now`);
}

/** Steps that were given up because the flow had stopped. */
async function letGo({ tx }: TxContext, { id, isCompensating }: FlowRow): Promise<void> {
  if (isCompensating) return;
  await tx.prisma.actionFlowStep.updateMany({
    where: { flowId: id, status: 'SKIPPED', errorKind: 'stopped' },
    data: { status: 'PENDING', outcome: null, reason: null, errorKind: null, finishedAt: null },
  });
}

function waitsFor({ status, wait }: FlowStepRow, ...kinds: WaitState['kind'][]): boolean {
  return status === 'WAITING' && kinds.includes((wait as WaitState | null)?.kind as WaitState['kind']);
}
