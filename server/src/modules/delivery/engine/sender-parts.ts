import type { Strays, WorkerIdentity } from '../../../platform/workers/index.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Performer } from './perform.ts';
import type { Rests } from './rests.ts';

/** What everything that claims deliveries in this process shares. */
export interface SenderParts {
  cache: IntegrationCache;
  lanes: Lanes;
  rests: Rests;
  performer: Performer;
  worker: WorkerIdentity;
  strays: Strays;
}
