import { type LapsedClaims, type WorkerIdentity, watchLapsedClaims } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { RunsUnderWay } from './under-way.ts';

/** Stops runs of this process that are not its own any more: cancelled, replaced, or taken over. */
export function watchCancellations(
  services: Services,
  { underWay, worker }: { underWay: RunsUnderWay; worker: WorkerIdentity },
): LapsedClaims {
  return watchLapsedClaims(services, {
    table: 'task_runs',
    topic: 'cancelled_runs',
    pollMs: 500,
    worker,
    underWay: () =>
      underWay.all().map(({ runId, claim, stop }) => ({ id: runId, claim, stop: () => stop('cancelled') })),
  });
}
