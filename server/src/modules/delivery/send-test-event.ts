import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { derivedId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { type EventType, recordTestEvent } from '../event/index.ts';
import { getIntegration, type IntegrationRow } from '../integration/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import { insertWaiting, type WaitingDelivery } from './delivery.sql.ts';
import { enqueueDeliveries } from './engine/enqueue.ts';
import { type DeliveryRow, getDelivery } from './internal.ts';

/**
 * Sends an example event by all actions of one integration, whatever its conditions, enabled or not. The type is
 * its first one unless another of its types is given. Answers the delivery of the first action.
 */
export function sendTestEvent(ctx: Context, integrationId: string, eventType?: string | null): Promise<DeliveryRow> {
  requireScope(ctx, 'delivery:write');
  return transaction(ctx, async (ctx) => {
    const integration = await getIntegration(ctx, integrationId);
    const type = chooseType(integration, eventType ?? undefined);
    const eventId = await recordTestEvent(ctx, type);
    const deliveries = toDeliveries(integration, eventId, type);
    await insertWaiting(ctx.tx, ctx.tenantId, deliveries);
    await enqueueDeliveries(ctx, deliveries);
    announceDeliveries(ctx);
    const { id, name } = integration;
    recordAudit(ctx, {
      action: 'integration.test_sent',
      target: { type: 'integration', id, name },
      detail: { eventType: type },
      eventId,
    });
    return getDelivery(ctx, deliveries[0]?.id ?? '');
  });
}

function chooseType({ eventTypes }: IntegrationRow, wanted: string | undefined): EventType {
  const type = wanted === undefined ? eventTypes[0] : eventTypes.find((each) => each === wanted);
  if (type !== undefined) return type as EventType;
  if (wanted === undefined) throw new AppError('PRECONDITION_FAILED', 'this integration has no event types');
  throw invalidField('eventType', `must be one that the integration listens to: ${eventTypes.join(', ')}`);
}

function toDeliveries(integration: IntegrationRow, eventId: string, type: EventType): WaitingDelivery[] {
  return integration.actions.map((action) => ({
    id: derivedId(eventId, integration.id, action.id),
    event_id: eventId,
    integration_id: integration.id,
    action_id: action.id,
    action_type: action.kind,
    event_type: type,
    is_test: true,
  }));
}
