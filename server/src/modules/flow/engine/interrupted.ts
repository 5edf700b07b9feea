import type { FlowStep } from '../flow-step.ts';
import type { StepResult } from '../step-result.ts';
import { type SettleParts, settle, UNCERTAIN } from './settle.ts';
import { type TryParts, tryStep } from './try-step.ts';

/**
 * What becomes of a step whose worker died in the middle of it: one that may be repeated is, at once. Of any other the
 * provider is asked, by a plan of the action, whether it is there already; where that does not say so, a person has to.
 */
export async function takeUpInterrupted(
  parts: TryParts & SettleParts,
  step: FlowStep,
  signal: AbortSignal,
): Promise<void> {
  const { services, flow, progress } = parts;
  const now = services.clock.now();
  const interrupted = 'its worker died in the middle of it';
  progress.touch(step);
  progress.attempt({
    stepId: step.id,
    number: step.attempts,
    outcome: 'interrupted',
    error: interrupted,
    errorKind: 'interrupted',
    effects: [],
    logs: [],
    startedAt: step.startedAt ?? now,
    finishedAt: now,
  });
  Object.assign(step, { error: interrupted, errorKind: 'interrupted' });
  // One that waits for a decision has asked already, and does no more than look.
  if (step.effect === 'read' || step.isIdempotent || step.wait?.kind === 'approval') {
    step.status = 'PENDING';
    return;
  }
  const look = await tryStep(parts, { flow: { ...flow, mode: 'PLAN' }, step, input: step.input, signal });
  if (isThere(look)) {
    step.attempts += 1;
    settle(parts, step, look);
  } else {
    Object.assign(step, UNCERTAIN);
  }
}

function isThere(look: StepResult): boolean {
  return look.kind === 'done' && look.outcome === 'noop';
}
