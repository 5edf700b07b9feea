import { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { isUuid } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import type { DeliveryRow } from './internal.ts';
import { sendAgain } from './send-again.ts';

const MOST = 500;

const RetryDeliveries = z.object({
  ids: z.array(z.string()).min(1, 'must name at least one').max(MOST, `must be at most ${MOST}`),
});

/** What became of one of them: it waits to be sent, or why it does not. */
export interface RetriedDelivery {
  deliveryId: string;
  delivery: DeliveryRow | null;
  refusal: string | null;
}

/** Sends deliveries again, as `retryDelivery` does one; what cannot be is told by itself and holds up no other. */
export function retryDeliveries(ctx: Context, input: { ids: string[] }): Promise<RetriedDelivery[]> {
  requireScope(ctx, 'delivery:write');
  const ids = [...new Set(parseInput(RetryDeliveries, input).ids)];
  return transaction(ctx, async (ctx) => {
    const refusals = await sendAgain(ctx, await findDeliveries(ctx, ids));
    const after = new Map((await findDeliveries(ctx, ids)).map((row) => [row.id, row]));
    return ids.map((id) => {
      const delivery = after.get(id.toLowerCase()) ?? null;
      const refusal = delivery ? (refusals.get(delivery.id) ?? null) : `there is no delivery ${id}`;
      return { deliveryId: id, delivery, refusal };
    });
  });
}

function findDeliveries({ tx }: TxContext, ids: readonly string[]): Promise<DeliveryRow[]> {
  return tx.prisma.delivery.findMany({ where: { id: { in: ids.filter(isUuid) } } });
}
