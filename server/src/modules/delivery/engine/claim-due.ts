import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { FetchedJob } from '../../../platform/queue/index.ts';
import type { Services } from '../../../services.ts';
import type { CompiledTenant } from '../../integration/index.ts';
import { cancelClaimed, type Orphan } from './cancel-claimed.ts';
import { whatIsClosed } from './closed.ts';
import {
  type Closed,
  claimDeliveries,
  type DueDelivery,
  findHeldUp,
  readVersions,
  tellWaiting,
  type Waiting,
} from './due.sql.ts';
import { enqueueSends, gatheredJobs, type SendData, type WaitingUntil } from './enqueue.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Claimed } from './outcome.ts';
import type { Rests } from './rests.ts';
import { DeliverySendJob } from './send.job.ts';

/** What finds no room now comes again after this. */
const NO_ROOM_MS = 3000;
/** What waits for a receiver that is down, at least after this. */
const LEAST_REST_MS = 1000;

export interface ClaimedDue {
  /** How many jobs were taken. */
  jobs: number;
  claimed: Claimed[];
  /** How many cannot be sent any more. */
  cancelled: number;
  tenantIds: Set<string>;
}

interface DueParts {
  cache: IntegrationCache;
  lanes: Lanes;
  rests: Rests;
  workerId: string;
  /** Tenants whose jobs stay where they are. */
  except: string[];
}

/** What became of one job's deliveries. */
interface Share {
  tenantId: string;
  claimed: Claimed[];
  orphans: Orphan[];
  /** Those that have to wait: no room, a receiver that is down, a row that somebody holds, or nobody who can say how. */
  heldUp: WaitingUntil[];
  /** Those of them whose history does not say yet what they wait for. */
  untold: Waiting[];
}

/**
 * Takes jobs that are due and claims their deliveries, in one transaction: a job is done once its deliveries are
 * claimed, and from there the claim looks after them. What is not waiting any more, or not due, is passed over.
 */
export async function claimDue(services: Services, { except, ...parts }: DueParts): Promise<ClaimedDue> {
  return services.db.system(async (tx) => {
    const jobs = await services.queue.take(tx, DeliverySendJob, { exceptGroups: except });
    const tenants = await readTenants(tx, jobs, parts.cache);
    const closed = await whatIsClosed(tx, jobs, parts);
    const later = new Date(services.clock.now().getTime() + NO_ROOM_MS);
    const claim = ({ data }: FetchedJob<SendData>): Promise<Share> => {
      const tenant = tenants.get(data.tenantId);
      return tenant ? claimJob(tx, data, { ...parts, tenant, closed, later }) : holdUp(data, later);
    };
    const shares = await Promise.all(jobs.map(claim));
    const all = <Item>(of: (share: Share) => Item[]) => shares.flatMap(of);
    await Promise.all([
      cancelClaimed(
        tx,
        all((share) => share.orphans),
      ),
      tellWaiting(
        tx,
        all((share) => share.untold),
      ),
      enqueueSends(services.queue, tx, gatheredJobs(all((share) => share.heldUp))),
    ]);
    return {
      jobs: jobs.length,
      claimed: all((share) => share.claimed),
      cancelled: all((share) => share.orphans).length,
      tenantIds: new Set(shares.filter(hasChanged).map((share) => share.tenantId)),
    };
  });
}

/** The tenants of these jobs, compiled. One that cannot be read is missing. */
async function readTenants(
  tx: SqlTransaction,
  jobs: readonly FetchedJob<SendData>[],
  cache: IntegrationCache,
): Promise<Map<string, CompiledTenant>> {
  const tenants = new Map<string, CompiledTenant>();
  for (const { id, version } of await readVersions(tx, new Set(jobs.map(({ data }) => data.tenantId)))) {
    const tenant = await cache.get(id, version);
    if (tenant) tenants.set(id, tenant);
  }
  return tenants;
}

async function holdUp({ tenantId, deliveryIds }: SendData, dueAt: Date): Promise<Share> {
  const heldUp = deliveryIds.map((deliveryId) => ({ tenantId, deliveryId, dueAt }));
  return { tenantId, claimed: [], orphans: [], heldUp, untold: [] };
}

interface Claim {
  tenant: CompiledTenant;
  closed: Closed;
  rests: Rests;
  workerId: string;
  later: Date;
}

async function claimJob(
  tx: SqlTransaction,
  { tenantId, deliveryIds }: SendData,
  { tenant, closed, rests, workerId, later }: Claim,
): Promise<Share> {
  const batch = { tenantId, ids: deliveryIds };
  const [due, heldUp] = await Promise.all([claimDeliveries(tx, { ...batch, closed, workerId }), findHeldUp(tx, batch)]);
  const share: Share = { tenantId, claimed: [], orphans: [], heldUp: [], untold: [] };
  for (const delivery of due) {
    const match = findAction(tenant, delivery);
    if ('reason' in match) share.orphans.push({ tenant_id: tenantId, id: delivery.id, ...match });
    else share.claimed.push(match);
  }
  for (const { id, action_id, is_untold } of heldUp) {
    const rest = rests.of(action_id, Date.now() + LEAST_REST_MS);
    const dueAt = rest ? new Date(rest.untilMs) : later;
    share.heldUp.push({ tenantId, deliveryId: id, dueAt });
    if (rest && is_untold) share.untold.push({ tenant_id: tenantId, id, reason: rest.reason, until: dueAt });
  }
  return share;
}

function hasChanged({ claimed, orphans, untold }: Share): boolean {
  return claimed.length + orphans.length + untold.length > 0;
}

/** What to send the delivery by, or why it cannot be sent any more. */
function findAction(tenant: CompiledTenant, delivery: DueDelivery): Claimed | Pick<Orphan, 'reason' | 'is_missed'> {
  const { id: deliveryId, event, claim, attemptCount, retryCount, isTest } = delivery;
  const integration = tenant.byId.get(delivery.integrationId);
  if (!integration) return { reason: 'the integration is gone', is_missed: false };
  const action = integration.actions.find(({ id }) => id === delivery.actionId);
  if (!action) return { reason: 'the action is no longer part of the integration', is_missed: false };
  const isEnabled = [...integration.eventTypes].some((type) => tenant.byEventType.get(type)?.includes(integration));
  // What someone asks for is sent all the same: an example, or one that was tried before and is retried by hand.
  const isAskedFor = isTest || (attemptCount > 0 && retryCount === 0);
  if (!isEnabled && !isAskedFor) return { reason: 'the integration is disabled', is_missed: true };
  return { deliveryId, event, integration, action, claim, attemptCount, retryCount, isTest };
}
