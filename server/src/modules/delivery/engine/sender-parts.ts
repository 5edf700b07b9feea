import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Performer } from './perform.ts';
import type { Strays } from './strays.ts';
import type { WorkerIdentity } from './worker-registry.ts';

/** What everything that claims deliveries in this process shares. */
export interface SenderParts {
  cache: IntegrationCache;
  lanes: Lanes;
  performer: Performer;
  worker: WorkerIdentity;
  strays: Strays;
}
