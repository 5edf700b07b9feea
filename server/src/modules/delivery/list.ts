import type { DeliveryStatus, Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing, inSpan } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { deliveryIdRange } from './delivery-ids.ts';
import { type DeliveryRow, getDelivery } from './internal.ts';

export interface DeliveryFilter {
  integrationId?: string | null;
  status?: DeliveryStatus | null;
  eventId?: string | null;
  eventType?: string | null;
  since?: Date | null;
  until?: Date | null;
  /** Part of the event type or of the error, in any case. */
  text?: string | null;
}

/** A page of the tenant's deliveries, those of the newest events first where no other direction is asked for. */
export function listDeliveries(
  ctx: Context,
  { page, filter }: { page: PageInput; filter: DeliveryFilter },
): Promise<Page<DeliveryRow>> {
  requireScope(ctx, 'delivery:read');
  const where = toWhere(filter);
  return paginate(
    page,
    { field: 'id', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.delivery.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.delivery.count({ where })),
  );
}

/** One delivery of the tenant, or NOT_FOUND. */
export function readDelivery(ctx: Context, id: string): Promise<DeliveryRow> {
  requireScope(ctx, 'delivery:read');
  return transaction(ctx, (ctx) => getDelivery(ctx, id));
}

function toWhere({
  integrationId,
  status,
  eventId,
  eventType,
  text,
  ...span
}: DeliveryFilter): Prisma.DeliveryWhereInput {
  if (integrationId && !isUuid(integrationId)) throw invalidField('integrationId', 'is not the id of an integration');
  if (eventId && !isUuid(eventId)) throw invalidField('eventId', 'is not the id of an event');
  return {
    ...(integrationId ? { integrationId } : {}),
    ...(status ? { status } : {}),
    // They always say why: by that an index finds them, and not by a status.
    ...(status === 'FAILED' || status === 'CANCELLED' ? { error: { not: null } } : {}),
    // Nor by this one: only what is PENDING has neither a worker nor an end.
    ...(status === 'PENDING' ? { workerId: null, finishedAt: null } : {}),
    ...(eventId ? { eventId, id: toIdFilter(eventId) } : {}),
    ...(eventType ? { eventType } : {}),
    ...inSpan('createdAt', span),
    ...(text ? { OR: [{ eventType: containing(text) }, { error: containing(text) }] } : {}),
  };
}

function toIdFilter(eventId: string) {
  const { first, last } = deliveryIdRange(eventId.toLowerCase());
  return { gte: first, lte: last };
}
