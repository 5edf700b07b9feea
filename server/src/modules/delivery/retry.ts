import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { type DeliveryRow, getDelivery } from './internal.ts';
import { sendAgain } from './send-again.ts';

/**
 * Sends a delivery again, now and by the same id, whatever became of it: FAILED, CANCELLED, SUCCESS too. Its retries
 * start over. PRECONDITION_FAILED while it is being sent, and when its integration, action or event is gone.
 */
export function retryDelivery(ctx: Context, id: string): Promise<DeliveryRow> {
  requireScope(ctx, 'delivery:write');
  return transaction(ctx, async (ctx) => {
    const delivery = await getDelivery(ctx, id);
    const refusal = (await sendAgain(ctx, [delivery])).get(delivery.id);
    if (refusal !== undefined) throw new AppError('PRECONDITION_FAILED', refusal);
    return getDelivery(ctx, id);
  });
}
