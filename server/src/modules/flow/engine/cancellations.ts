import { type LapsedClaims, watchLapsedClaims } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { ClaimerParts } from './claimer.ts';

/** Stops flows of this process that are not its own any more: cancelled, or taken over. */
export function watchCancellations(services: Services, { underWay, worker }: ClaimerParts): LapsedClaims {
  return watchLapsedClaims(services, {
    table: 'action_flows',
    topic: 'cancelled_flows',
    pollMs: 1000,
    worker,
    underWay: () => underWay.all().map(({ flow, stop }) => ({ ...flow, stop: () => stop('cancelled') })),
  });
}
