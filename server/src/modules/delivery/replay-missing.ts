import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { derivedId } from '../../platform/id.ts';
import { type SqlTxContext, sqlTransaction, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import type { DispatchedEvent } from '../event/index.ts';
import { type CompiledIntegration, compileOne, getIntegration } from '../integration/index.ts';
import { announceDeliveries } from './announce-deliveries.ts';
import {
  insertWaiting,
  makeMissedPending,
  readDelivered,
  readDispatched,
  type Span,
  type WaitingDelivery,
} from './delivery.sql.ts';
import { enqueueDeliveries } from './engine/enqueue.ts';
import { type SpanInput, toSpan } from './span.ts';

const EVENTS_A_PAGE = 1000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Delivers what an integration has missed: events of a span that fit its types and conditions, and of which it has
 * no delivery; and deliveries that waited when it was disabled in the span. Answers how many deliveries are on their
 * way. Conditions and actions are those of now.
 */
export async function replayMissing(
  ctx: Context,
  integrationId: string,
  input: SpanInput,
): Promise<{ created: number }> {
  requireScope(ctx, 'delivery:write');
  const { since, until } = toSpan(input, ctx.clock.now());
  refuseForgotten(ctx, since);
  const integration = await transaction(ctx, async (ctx) => {
    const { id, enabled } = await getIntegration(ctx, integrationId);
    if (!enabled) throw new AppError('PRECONDITION_FAILED', 'this integration is disabled: enable it first');
    return compileOne(ctx, id);
  });
  const { id, name } = integration;
  return sqlTransaction(ctx, async (ctx) => {
    const span = { tenantId: ctx.tenantId, integrationId: id, since, until };
    const created = (await sendMissed(ctx, span)) + (await replaySpan(ctx, integration, span));
    announceDeliveries(ctx);
    recordAudit(ctx, {
      action: 'delivery.replayed',
      target: { type: 'integration', id, name },
      outcome: created === 0 ? 'noop' : 'changed',
      detail: { since: since.toISOString(), until: until.toISOString(), created },
    });
    return { created };
  });
}

/** Where deliveries are no longer kept, everything would look missed. */
function refuseForgotten({ config, clock }: Context, since: Date): void {
  const days = config.deliveryRetentionDays;
  if (since.getTime() >= clock.now().getTime() - days * DAY_MS) return;
  throw invalidField('since', `must be within the last ${days} days, for which deliveries are kept`);
}

async function sendMissed(ctx: SqlTxContext, span: Span): Promise<number> {
  const ids = await makeMissedPending(ctx.tx, span);
  await enqueueDeliveries(
    ctx,
    ids.map((id) => ({ id })),
  );
  return ids.length;
}

async function replaySpan(ctx: SqlTxContext, integration: CompiledIntegration, span: Span): Promise<number> {
  const eventTypes = [...integration.eventTypes];
  let created = 0;
  let after: DispatchedEvent | undefined;
  for (;;) {
    const events = await readDispatched(ctx.tx, { ...span, eventTypes, after, limit: EVENTS_A_PAGE });
    created += await replayEvents(ctx, integration, events);
    after = events.at(-1);
    if (events.length < EVENTS_A_PAGE) return created;
  }
}

async function replayEvents(
  ctx: SqlTxContext,
  integration: CompiledIntegration,
  events: DispatchedEvent[],
): Promise<number> {
  const { tx, tenantId } = ctx;
  const matching = events.filter((event) => integration.matches(event));
  const eventIds = matching.map((event) => event.id);
  const delivered = await readDelivered(tx, { tenantId, integrationId: integration.id, eventIds });
  const missing = matching.filter((event) => !delivered.has(event.id));
  const created = await insertWaiting(
    tx,
    tenantId,
    missing.flatMap((event) => toDeliveries(event, integration)),
  );
  await enqueueDeliveries(
    ctx,
    created.map((id) => ({ id })),
  );
  return created.length;
}

function toDeliveries(event: DispatchedEvent, integration: CompiledIntegration): WaitingDelivery[] {
  return integration.actions.map((action) => ({
    id: derivedId(event.id, integration.id, action.id),
    event_id: event.id,
    integration_id: integration.id,
    action_id: action.id,
    action_type: action.kind,
    event_type: event.type,
    is_test: false,
  }));
}
