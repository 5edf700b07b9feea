import { faultsOf } from '../../../plugins/json-schema.ts';
import { bind, coreAction } from '../../chain/index.ts';
import { withoutToken } from '../callback/callback-url.ts';
import { isInside } from '../core/registry.ts';
import { type FlowStep, hasEnded } from '../flow-step.ts';
import { done, failed, type StepResult } from '../step-result.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import { decideCondition } from './condition.ts';
import { describe, finishFlow } from './finish-flow.ts';
import { waitForOlder } from './in-order.ts';
import { takeUpInterrupted } from './interrupted.ts';
import { createProgress, LapsedClaim, type Progress } from './progress.ts';
import { budgetGuard, isBudgeted } from './removal-budget.ts';
import { scopeOf } from './scope.ts';
import { settle } from './settle.ts';
import { isAsking, tellOfQuestion } from './tell-of-question.ts';
import { type TryParts, tryStep } from './try-step.ts';
import { undoStepsOf } from './undo-steps.ts';
import { noteUnseen } from './unseen.ts';

/**
 * Brings a flow as far as it goes now: to its end, or to something that it has to wait for. Whatever a step does outside
 * is begun only after the commit that says so, and what has finished is committed before the next begins.
 */
export async function advance(parts: TryParts, flow: ClaimedFlow, signal: AbortSignal): Promise<void> {
  const progress = createProgress(parts.services, flow);
  const older = await waitForOlder(parts.services, flow);
  if (older) {
    await progress.commit(older);
    return;
  }
  for (;;) {
    const step = flow.steps.find((one) => !hasEnded(one));
    if (!step) return finishFlow(flow, progress);
    const goesOn = await take({ ...parts, flow, progress }, step, signal);
    if (!goesOn) return;
  }
}

type Parts = TryParts & { flow: ClaimedFlow; progress: Progress };

/** Takes one step as far as it goes. Answers whether the flow goes on. */
async function take(parts: Parts, step: FlowStep, signal: AbortSignal): Promise<boolean> {
  const { flow, progress } = parts;
  const hasAsked = isAsking(step);
  if (step.status === 'RUNNING') {
    await takeUpInterrupted(parts, step, signal);
  } else {
    const result = await begin(parts, step, signal);
    if (result === 'lapsed') return false;
    // What was stopped half-way is left as it is: whoever takes the flow over sees that it was under way.
    if (signal.aborted && signal.reason === 'stopped') throw new LapsedClaim();
    settle(parts, step, result);
    if (hasEnded(step)) noteUnseen(flow, step);
  }
  if (signal.aborted) return progress.commit({});
  if (step.status === 'FAILED') followFailure(parts, step);
  if (step.status !== 'WAITING') return true;
  if (!hasAsked && isAsking(step)) progress.tell((ctx) => tellOfQuestion(ctx, flow, step));
  const { waitingFor, waitingUntil: wakeAt } = step;
  return progress.commit({ status: 'WAITING', waitingFor: `${step.name}: ${waitingFor}`, wakeAt });
}

async function begin(parts: Parts, step: FlowStep, signal: AbortSignal): Promise<StepResult | 'lapsed'> {
  const { services, flow, progress } = parts;
  const scope = await scopeOf(services, flow, step);
  const runs = isOpen(step) ? decideCondition(step.spec.when, scope) : true;
  if (runs === false) return { kind: 'skipped', reason: 'its condition does not hold' };
  // What undoes a step was bound when that step had ended.
  const { value, hasUnknown } = step.undoesId ? { value: step.input, hasUnknown: false } : bind(step.spec.input, scope);
  Object.assign(step, { status: 'RUNNING', startedAt: services.clock.now(), attempts: step.attempts + 1 });
  step.input = withoutToken(value);
  progress.touch(step);
  if (hasUnknown || runs === 'unknown') return done('planned', null, 'depends on what is known only after apply');
  const faults = faultsOfInput(step, value);
  if (faults !== '') return failed('invalid', faults);
  if (!isInside(step.actionType)) {
    const guard = isBudgeted(flow, step) ? budgetGuard(flow, step) : undefined;
    if (!(await progress.commit({}, guard))) return 'lapsed';
  }
  return tryStep(parts, { flow, step, input: value, signal });
}

/** Whether its condition is still to be looked at: what has begun goes on. */
function isOpen({ wait, attempts, attemptsBefore, undoesId }: FlowStep): boolean {
  return undoesId === null && wait === null && attempts === attemptsBefore;
}

/** Of a plugin's action, who runs it knows the schema. */
function faultsOfInput({ connectionId, actionType }: FlowStep, value: unknown): string {
  const action = connectionId === null ? coreAction(actionType) : undefined;
  const faults = action ? faultsOf(action.input, value, 'input') : [];
  return faults.map(({ path, message }) => `${path} ${message}`).join('; ');
}

/** What the chain says of a failure for good. A plan has done nothing, and so has nothing to undo. */
function followFailure({ services, flow, progress }: Parts, step: FlowStep): void {
  const { onFailure } = step.spec;
  if (onFailure === 'CONTINUE') return;
  const now = services.clock.now();
  for (const rest of flow.steps.filter((one) => !hasEnded(one))) {
    const reason = `the flow has stopped at ${step.name}`;
    Object.assign(rest, { status: 'SKIPPED', outcome: 'skipped', reason, errorKind: 'stopped', finishedAt: now });
    progress.touch(rest);
  }
  if (onFailure === 'STOP' || flow.mode === 'PLAN') return;
  const undoing = undoStepsOf(flow.steps, now);
  flow.steps.push(...undoing);
  progress.add(undoing);
  Object.assign(flow, { isCompensating: true, error: describe(step) });
}
