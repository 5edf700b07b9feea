import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { findEvents } from '../event/index.ts';
import { findIntegrations } from '../integration/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import { makePending } from './delivery.sql.ts';
import { enqueueDeliveries } from './engine/enqueue.ts';
import { type DeliveryRow, getDelivery } from './internal.ts';

/**
 * Sends a delivery again, now and by the same id, whatever became of it: FAILED, CANCELLED, SUCCESS too. Its retries
 * start over. PRECONDITION_FAILED while it is being sent, and when its integration, action or event is gone.
 */
export function retryDelivery(ctx: Context, id: string): Promise<DeliveryRow> {
  requireScope(ctx, 'delivery:write');
  return transaction(ctx, async (ctx) => {
    const delivery = await getDelivery(ctx, id);
    await refuseOrphan(ctx, delivery);
    const was = await makePending(ctx.tx, ctx.tenantId, delivery.id);
    if (was === undefined) throw new AppError('PRECONDITION_FAILED', 'this delivery is being sent right now');
    await enqueueDeliveries(ctx, [delivery]);
    announceDeliveries(ctx);
    const { integrationId, eventId, eventType } = delivery;
    recordAudit(ctx, {
      action: 'delivery.retried',
      target: { type: 'delivery', id: delivery.id, name: eventType },
      detail: { integrationId, eventId, status: { from: was, to: 'PENDING' } },
    });
    return getDelivery(ctx, id);
  });
}

async function refuseOrphan(ctx: TxContext, { integrationId, actionId, eventId }: DeliveryRow): Promise<void> {
  const [integration] = await findIntegrations(ctx, [integrationId]);
  if (!integration || integration.deletedAt) throw new AppError('PRECONDITION_FAILED', 'its integration was deleted');
  const hasAction = integration.actions.some((action) => action.id === actionId);
  if (!hasAction) throw new AppError('PRECONDITION_FAILED', 'its action is no longer part of the integration');
  const [event] = await findEvents(ctx, [eventId]);
  if (!event) throw new AppError('PRECONDITION_FAILED', 'its event is no longer kept');
}
