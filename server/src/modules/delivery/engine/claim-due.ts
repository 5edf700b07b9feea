import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { FetchedJob } from '../../../platform/queue/index.ts';
import type { Services } from '../../../services.ts';
import type { CompiledTenant } from '../../integration/index.ts';
import { cancelClaimed, type Orphan } from './cancel-claimed.ts';
import { claimDeliveries, type DueDelivery, findHeldUp, readVersions } from './due.sql.ts';
import { enqueueSends, type SendData, sendJobs } from './enqueue.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Claimed } from './outcome.ts';
import { DeliverySendJob } from './send.job.ts';

/** What finds no room now comes again after this. */
const NO_ROOM_MS = 3000;

export interface ClaimedDue {
  /** How many jobs were taken. */
  jobs: number;
  claimed: Claimed[];
  tenantIds: Set<string>;
}

interface DueParts {
  cache: IntegrationCache;
  lanes: Lanes;
  workerId: string;
  /** Tenants whose jobs stay where they are. */
  except: string[];
}

/** What became of one job's deliveries. */
interface Share {
  tenantId: string;
  claimed: Claimed[];
  orphans: Orphan[];
  /** Those that have to wait: there is no room, or nobody can say how to send them. */
  heldUp: string[];
}

/**
 * Takes jobs that are due and claims their deliveries, in one transaction: a job is done once its deliveries are
 * claimed, and from there the claim looks after them. What is not waiting any more, or not due, is passed over.
 */
export async function claimDue(services: Services, { except, ...parts }: DueParts): Promise<ClaimedDue> {
  return services.db.system(async (tx) => {
    const jobs = await services.queue.take(tx, DeliverySendJob, { exceptGroups: except });
    const tenants = await readTenants(tx, jobs, parts.cache);
    const full = parts.lanes.fullIntegrations();
    const claim = ({ data }: FetchedJob<SendData>): Promise<Share> => {
      const tenant = tenants.get(data.tenantId);
      return tenant ? claimJob(tx, data, { tenant, full, workerId: parts.workerId }) : holdUp(data);
    };
    const shares = await Promise.all(jobs.map(claim));
    const later = new Date(services.clock.now().getTime() + NO_ROOM_MS);
    await Promise.all([
      cancelClaimed(
        tx,
        shares.flatMap((share) => share.orphans),
      ),
      enqueueSends(
        services.queue,
        tx,
        shares.flatMap((share) => sendJobs(share.tenantId, share.heldUp, later)),
      ),
    ]);
    return {
      jobs: jobs.length,
      claimed: shares.flatMap((share) => share.claimed),
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

async function holdUp({ tenantId, deliveryIds }: SendData): Promise<Share> {
  return { tenantId, claimed: [], orphans: [], heldUp: deliveryIds };
}

async function claimJob(
  tx: SqlTransaction,
  { tenantId, deliveryIds }: SendData,
  { tenant, full, workerId }: { tenant: CompiledTenant; full: string[]; workerId: string },
): Promise<Share> {
  const batch = { tenantId, ids: deliveryIds };
  const [due, heldUp] = await Promise.all([
    claimDeliveries(tx, { ...batch, workerId, except: full }),
    full.length > 0 ? findHeldUp(tx, { ...batch, integrationIds: full }) : [],
  ]);
  const share: Share = { tenantId, claimed: [], orphans: [], heldUp };
  for (const delivery of due) {
    const match = findAction(tenant, delivery);
    if (typeof match === 'string') share.orphans.push({ tenant_id: tenantId, id: delivery.id, reason: match });
    else share.claimed.push(match);
  }
  return share;
}

function hasChanged({ claimed, orphans }: Share): boolean {
  return claimed.length > 0 || orphans.length > 0;
}

/** What to send the delivery by, or why it cannot be sent any more. */
function findAction(tenant: CompiledTenant, delivery: DueDelivery): Claimed | string {
  const { id: deliveryId, event, claim, attemptCount, retryCount, isTest } = delivery;
  const integration = tenant.byId.get(delivery.integrationId);
  if (!integration) return 'the integration is gone, or cannot be compiled';
  const action = integration.actions.find(({ id }) => id === delivery.actionId);
  if (!action) return 'the action is no longer part of the integration';
  const isEnabled = [...integration.eventTypes].some((type) => tenant.byEventType.get(type)?.includes(integration));
  // What someone asks for is sent all the same: an example, or one that was tried before and is retried by hand.
  const isAskedFor = isTest || (attemptCount > 0 && retryCount === 0);
  if (!isEnabled && !isAskedFor) return 'the integration is disabled';
  return { deliveryId, event, integration, action, claim, attemptCount, retryCount, isTest };
}
