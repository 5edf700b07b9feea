import type { FlowStep } from '../flow-step.ts';
import type { ClaimedFlow } from './claimed-flow.ts';

/**
 * In a plan, a step finds its provider as it is now, without what the steps before it would have made of it. Says so in the
 * step, whatever has come of it.
 */
export function noteUnseen({ mode, steps }: ClaimedFlow, step: FlowStep): void {
  if (mode !== 'PLAN' || step.outcome === 'skipped' || (step.connectionId === null && step.effect === 'read')) return;
  const unseen = steps
    .slice(0, steps.indexOf(step))
    .filter(({ outcome, provider }) => outcome === 'planned' && provider === step.provider)
    .map(({ name }) => name);
  if (unseen.length === 0) return;
  const note = `without what would be done before: ${unseen.join(', ')}`;
  step.reason = step.reason === null ? note : `${step.reason}; ${note}`;
}
