import { derivedId } from '../../../platform/id.ts';
import { isObject, valueAt } from '../../chain/index.ts';
import { type FlowStep, NOT_BEGUN } from '../flow-step.ts';
import { isUnanswered } from '../unanswered.ts';

/**
 * The steps that undo what a flow has changed, in reverse order. What nothing undoes is there too, skipped, so that it is
 * told.
 */
export function undoStepsOf(steps: readonly FlowStep[], now: Date): FlowStep[] {
  const undone = new Set(steps.map(({ undoesId }) => undoesId));
  const changed = steps.filter((step) => step.undoesId === null && step.effect !== 'read' && mayHaveChanged(step));
  let position = Math.max(...steps.map((step) => step.position));
  return changed
    .filter(({ id }) => !undone.has(id))
    .toReversed()
    .map((step) => {
      position += 1;
      return undoStepOf(step, position, now);
    });
}

/** What has failed without an answer may have happened all the same. */
function mayHaveChanged({ status, outcome, errorKind }: FlowStep): boolean {
  return (status === 'SUCCESS' && outcome === 'changed') || (status === 'FAILED' && isUnanswered(errorKind));
}

function undoStepOf(step: FlowStep, position: number, now: Date): FlowStep {
  const { inverse } = step;
  const base: FlowStep = {
    ...step,
    ...NOT_BEGUN,
    id: derivedId(step.id, 'undo'),
    position,
    name: `undo_${step.name}`,
    undoesId: step.id,
    inverse: null,
    spec: { ...step.spec, onFailure: 'CONTINUE', when: null },
  };
  if (!inverse) {
    const reason = `${step.actionType} has no inverse: what it did stays`;
    return { ...base, status: 'SKIPPED', outcome: 'skipped', reason, finishedAt: now };
  }
  return {
    ...base,
    actionType: inverse.action,
    effect: inverse.effect,
    isIdempotent: inverse.isIdempotent,
    input: inverseInput(step),
  };
}

function inverseInput({ inverse, input, output }: FlowStep): Record<string, unknown> {
  const entries = Object.entries(inverse?.input ?? {}).map(([name, from]) => [
    name,
    typeof from === 'string' ? valueAt({ input, output }, from.split('.')) : isObject(from) ? from.value : undefined,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
