import { createSureWriter, type SureWriter } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { Outcome } from './outcome.ts';
import { recordOutcomes } from './record-outcomes.ts';

export type OutcomeWriter = SureWriter<Outcome>;

/** Writes what became of attempts, many at once. The lanes bound how many can wait. */
export function createOutcomeWriter(services: Services): OutcomeWriter {
  return createSureWriter<Outcome>({
    log: services.log,
    record: (outcomes) => recordOutcomes(services, outcomes),
    reductions: REDUCTIONS,
    describe: ({ deliveryId }) => ({ deliveryId }),
  });
}

const UNSTORABLE = 'the reason could not be stored';

const REDUCTIONS: readonly ((outcome: Outcome) => Outcome)[] = [
  (outcome) => ({ ...outcome, error: outcome.error && UNSTORABLE }),
  (outcome) => ({ ...outcome, attempt: outcome.attempt && { ...outcome.attempt, request: null, response: null } }),
];
