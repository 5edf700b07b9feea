import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import { cancelWaiting } from './delivery.sql.ts';
import { type DeliveryRow, getDelivery } from './internal.ts';

/**
 * Cancels a delivery that waits or is being sent: what is on its way may still arrive, and is not tried again.
 * PRECONDITION_FAILED when it has ended already; one that is cancelled already stays so.
 */
export function cancelDelivery(ctx: Context, id: string): Promise<DeliveryRow> {
  requireScope(ctx, 'delivery:write');
  return transaction(ctx, async (ctx) => {
    const delivery = await getDelivery(ctx, id);
    const reason = `cancelled by ${ctx.actor.email ?? 'Joinery'}`;
    const was = await cancelWaiting(ctx.tx, { tenantId: ctx.tenantId, id: delivery.id, reason });
    const cancelled = await getDelivery(ctx, id);
    if (was === undefined && cancelled.status !== 'CANCELLED') {
      throw new AppError('PRECONDITION_FAILED', `this delivery has ended already: ${cancelled.status}`);
    }
    announceDeliveries(ctx);
    if (was !== undefined) ctx.tx.afterCommit(() => ctx.metrics.deliveries.inc('cancelled'));
    const { integrationId, eventId, eventType, status } = cancelled;
    recordAudit(ctx, {
      action: 'delivery.cancelled',
      target: { type: 'delivery', id: cancelled.id, name: eventType },
      outcome: was === undefined ? 'noop' : 'changed',
      detail: { integrationId, eventId, status: { from: was ?? status, to: status } },
    });
    return cancelled;
  });
}
