import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { getIntegration } from '../integration/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import { makeFailedPending } from './delivery.sql.ts';
import { enqueueDeliveries } from './engine/enqueue.ts';
import { type SpanInput, toSpan } from './span.ts';

/** Sends every delivery of an integration again that was created in a span and has failed. Answers how many. */
export function recoverDeliveries(ctx: Context, integrationId: string, input: SpanInput): Promise<{ retried: number }> {
  requireScope(ctx, 'delivery:write');
  const { since, until } = toSpan(input, ctx.clock.now());
  return transaction(ctx, async (ctx) => {
    const { id, name } = await getIntegration(ctx, integrationId);
    const ids = await makeFailedPending(ctx.tx, { tenantId: ctx.tenantId, integrationId: id, since, until });
    await enqueueDeliveries(
      ctx,
      ids.map((deliveryId) => ({ id: deliveryId })),
    );
    announceDeliveries(ctx);
    recordAudit(ctx, {
      action: 'delivery.recovered',
      target: { type: 'integration', id, name },
      outcome: ids.length === 0 ? 'noop' : 'changed',
      detail: { since: since.toISOString(), until: until.toISOString(), retried: ids.length },
    });
    return { retried: ids.length };
  });
}
