import type { Services } from '../../../services.ts';
import type { CompiledTenant } from '../../integration/index.ts';
import { claimDeliveries, type DueDelivery } from './dispatch.sql.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Claimed } from './outcome.ts';
import type { Performer } from './perform.ts';
import type { WorkerIdentity } from './worker-registry.ts';
import { cancelClaimed } from './cancel-claimed.ts';

/** Sends those deliveries of a job that wait and are due. One whose integration is gone or off is cancelled. */
export async function sendDue(
  services: Services,
  { cache, performer, worker }: { cache: IntegrationCache; performer: Performer; worker: WorkerIdentity },
  { tenantId, deliveryIds }: { tenantId: string; deliveryIds: string[] },
): Promise<void> {
  const due = await services.db.system((tx) => claimDeliveries(tx, { tenantId, ids: deliveryIds, workerId: worker.id }));
  if (due.length === 0) return;
  const tenant = await cache.get(tenantId, due[0]?.integrationVersion ?? '0');
  const claimed: Claimed[] = [];
  const orphans: { id: string; reason: string }[] = [];
  for (const delivery of due) {
    const match = findAction(tenant, delivery);
    if (match) claimed.push(match);
    else orphans.push({ id: delivery.id, reason: 'the integration or its action is gone, or it is disabled' });
  }
  await cancelClaimed(services, tenantId, orphans);
  await performer.perform(claimed);
}

function findAction(tenant: CompiledTenant, delivery: DueDelivery): Claimed | undefined {
  const integration = tenant.byId.get(delivery.integrationId);
  const action = integration?.actions.find(({ id }) => id === delivery.actionId);
  if (!integration || !action) return undefined;
  const { id: deliveryId, event, claim, attemptCount, retryCount, isTest } = delivery;
  return { deliveryId, event, integration, action, claim, attemptCount, retryCount, isTest };
}
