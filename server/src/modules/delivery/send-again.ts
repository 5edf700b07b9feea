import type { DeliveryStatus } from '@joinery/prisma';
import type { TxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { findEvents } from '../event/index.ts';
import { findIntegrations } from '../integration/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import { makePending } from './delivery.sql.ts';
import { enqueueDeliveries } from './engine/enqueue.ts';
import type { DeliveryRow } from './internal.ts';

/** Makes deliveries wait to be sent again, each audited. Answers why not, by id, of those that cannot be. */
export async function sendAgain(ctx: TxContext, deliveries: readonly DeliveryRow[]): Promise<Map<string, string>> {
  const refusals = await findOrphans(ctx, deliveries);
  const whole = deliveries.filter(({ id }) => !refusals.has(id));
  const were = await makePending(
    ctx.tx,
    ctx.tenantId,
    whole.map(({ id }) => id),
  );
  for (const { id } of whole) if (!were.has(id)) refusals.set(id, 'this delivery is being sent right now');
  const waiting = whole.filter(({ id }) => were.has(id));
  if (waiting.length > 0) await enqueueDeliveries(ctx, waiting);
  announceDeliveries(ctx);
  for (const delivery of waiting) recordRetry(ctx, delivery, were.get(delivery.id));
  return refusals;
}

/** Those whose integration, action or event is gone, and which of them it is. */
async function findOrphans(ctx: TxContext, deliveries: readonly DeliveryRow[]): Promise<Map<string, string>> {
  const integrationIds = new Set(deliveries.map(({ integrationId }) => integrationId));
  const integrations = new Map((await findIntegrations(ctx, [...integrationIds])).map((row) => [row.id, row]));
  const eventIds = new Set(deliveries.map(({ eventId }) => eventId));
  const events = new Set((await findEvents(ctx, [...eventIds])).map(({ id }) => id));
  const orphans = new Map<string, string>();
  for (const { id, integrationId, actionId, eventId } of deliveries) {
    const integration = integrations.get(integrationId);
    if (!integration || integration.deletedAt) orphans.set(id, 'its integration was deleted');
    else if (!integration.actions.some((action) => action.id === actionId)) {
      orphans.set(id, 'its action is no longer part of the integration');
    } else if (!events.has(eventId)) orphans.set(id, 'its event is no longer kept');
  }
  return orphans;
}

function recordRetry(
  ctx: TxContext,
  { id, integrationId, eventId, eventType }: DeliveryRow,
  was: DeliveryStatus | undefined,
): void {
  recordAudit(ctx, {
    action: 'delivery.retried',
    target: { type: 'delivery', id, name: eventType },
    detail: { integrationId, eventId, status: { from: was, to: 'PENDING' } },
  });
}
