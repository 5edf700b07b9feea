import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { readHealth } from './integration-health.sql.ts';
import type { DeliveryRow } from './internal.ts';

const DAY_MS = 24 * 3600 * 1000;

export interface Health {
  lastDelivery: DeliveryRow | null;
  failedLastDay: number;
}

export const NOTHING_DELIVERED: Health = { lastDelivery: null, failedLastDay: 0 };

/** How integrations do at delivering, by the integration's id. */
export function healthOfIntegrations(ctx: Context, integrationIds: readonly string[]): Promise<Map<string, Health>> {
  requireScope(ctx, 'delivery:read');
  const since = new Date(ctx.clock.now().getTime() - DAY_MS);
  return transaction(ctx, async ({ tx, tenantId }) => {
    const found = await readHealth(tx, { tenantId, integrationIds, since });
    const lastIds = found.flatMap(({ lastId }) => lastId ?? []);
    const last = await tx.prisma.delivery.findMany({ where: { id: { in: lastIds } } });
    const deliveries = new Map(last.map((delivery) => [delivery.id, delivery]));
    return new Map(
      found.map(({ id, lastId, failed }) => [
        id,
        { lastDelivery: deliveries.get(lastId ?? '') ?? null, failedLastDay: failed },
      ]),
    );
  });
}
