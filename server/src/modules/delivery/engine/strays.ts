import { createStrays, type Strays, type WorkerIdentity } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { handBack } from './hand-back.ts';
import type { Lanes } from './lanes.ts';

/** Deliveries that this worker has claimed and does not send. */
export function createDeliveryStrays(
  services: Services,
  { worker, lanes }: { worker: WorkerIdentity; lanes: Lanes },
): Strays {
  return createStrays(services, {
    table: 'deliveries',
    worker,
    isUnderWay: (row) => lanes.has(row.tenant_id, row.id),
    handBack: (rows) => handBack(services, rows),
  });
}
