import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { readDeliveriesOfEvents } from './delivery.sql.ts';
import type { DeliveryRow } from './internal.ts';

export type AttemptRow = Prisma.AttemptGetPayload<object>;

/** The attempts of deliveries, in order, by the delivery's id. */
export function attemptsOf(ctx: Context, deliveryIds: readonly string[]): Promise<Map<string, AttemptRow[]>> {
  requireScope(ctx, 'delivery:read');
  return transaction(ctx, async ({ tx }) => {
    const where = { deliveryId: { in: [...deliveryIds] } };
    const rows = await tx.prisma.attempt.findMany({ where, orderBy: [{ deliveryId: 'asc' }, { number: 'asc' }] });
    return Map.groupBy(rows, (row) => row.deliveryId);
  });
}

/** The deliveries of events, by the event's id. */
export function deliveriesOfEvents(ctx: Context, eventIds: readonly string[]): Promise<Map<string, DeliveryRow[]>> {
  requireScope(ctx, 'delivery:read');
  return transaction(ctx, async ({ tx, tenantId }) => {
    const ids = await readDeliveriesOfEvents(tx, tenantId, eventIds);
    const rows = await tx.prisma.delivery.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    return Map.groupBy(rows, (row) => row.eventId);
  });
}
