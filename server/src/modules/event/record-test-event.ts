import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { type EventType, example } from './catalogue/index.ts';

/**
 * Records an example event of this type, for one integration to be tried with. It never waits for dispatch: no other
 * integration takes it for something that happened. Answers its id.
 */
export async function recordTestEvent(ctx: SqlTxContext, type: EventType): Promise<string> {
  const { tx, tenantId, actor, request, clock } = ctx;
  const id = newId();
  await tx.execute(sql`
    INSERT INTO events (tenant_id, id, type, actor_id, actor_email, ip_address, data, request_id, traceparent,
                        tracestate, is_test, fired_at)
    VALUES (${tenantId}::uuid, ${id}::uuid, ${type}, ${actor.id}::uuid, ${actor.email}, ${request.ipAddress},
            ${JSON.stringify(example(type))}::jsonb, ${request.id}, ${request.traceparent},
            ${request.tracestate}, true, ${clock.now().toISOString()}::timestamptz)`);
  return id;
}
