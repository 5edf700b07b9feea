import type { DeliveryStatus } from '@joinery/prisma';
import { type SqlTransaction, sql } from '../../platform/db/index.ts';
import type { DispatchedEvent } from '../event/index.ts';
import { deliveryIdRange, SHARED_PREFIX } from './delivery-ids.ts';

const FIRST_ID = '-0000-0000-000000000000';
const LAST_ID = '-ffff-ffff-ffffffffffff';

/** What a delivery is that waits to be sent again, whatever it was. */
const FROM_THE_BEGINNING = sql`
  status = 'PENDING', retry_count = 0, next_attempt_at = NULL, response_status = NULL, error = NULL, is_missed = false,
  finished_at = NULL, worker_id = NULL, xid = pg_current_xact_id()`;

/** Makes deliveries wait to be sent now, unless they are being sent. Answers what each of them was, by its id. */
export async function makePending(
  tx: SqlTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, DeliveryStatus>> {
  const rows = await tx.query<{ id: string; was: DeliveryStatus }>(sql`
    WITH target AS (
      SELECT tenant_id, id, status FROM deliveries
      WHERE tenant_id = ${tenantId}::uuid AND id = ANY (${ids}::uuid[])
      ORDER BY id FOR UPDATE
    )
    UPDATE deliveries d
    SET ${FROM_THE_BEGINNING}
    FROM target t
    WHERE d.tenant_id = t.tenant_id AND d.id = t.id AND t.status <> 'RUNNING'
    RETURNING t.id, t.status AS was`);
  return new Map(rows.map(({ id, was }) => [id, was]));
}

/**
 * Ends a delivery that waits or is being sent. The claim moves on, so a result that arrives later is not written.
 * Answers what it was, or undefined when it had ended already.
 */
export async function cancelWaiting(
  tx: SqlTransaction,
  { tenantId, id, reason }: { tenantId: string; id: string; reason: string },
): Promise<DeliveryStatus | undefined> {
  const [row] = await tx.query<{ was: DeliveryStatus }>(sql`
    WITH target AS (
      SELECT tenant_id, id, status FROM deliveries
      WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid
      FOR UPDATE
    )
    UPDATE deliveries d
    SET status = 'CANCELLED', error = ${reason}, next_attempt_at = NULL, finished_at = now(), worker_id = NULL,
        claim = d.claim + 1, xid = pg_current_xact_id()
    FROM target t
    WHERE d.tenant_id = t.tenant_id AND d.id = t.id AND t.status IN ('PENDING', 'RUNNING')
    RETURNING t.status AS was`);
  return row?.was;
}

/** A stretch of time of one integration: `since` belongs to it, `until` does not. */
export interface Span {
  tenantId: string;
  integrationId: string;
  since: Date;
  until: Date;
}

/** Makes all failed deliveries of a span wait to be sent again. Answers their ids. */
export async function makeFailedPending(
  tx: SqlTransaction,
  { tenantId, integrationId, since, until }: Span,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    UPDATE deliveries
    SET ${FROM_THE_BEGINNING}
    WHERE tenant_id = ${tenantId}::uuid AND integration_id = ${integrationId}::uuid AND status = 'FAILED'
      AND created_at >= ${since.toISOString()}::timestamptz AND created_at < ${until.toISOString()}::timestamptz
    RETURNING id`);
  return rows.map((row) => row.id);
}

/** Makes what was cancelled in a span, because its integration was disabled, wait to be sent after all. Answers the ids. */
export async function makeMissedPending(
  tx: SqlTransaction,
  { tenantId, integrationId, since, until }: Span,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    UPDATE deliveries
    SET ${FROM_THE_BEGINNING}
    WHERE tenant_id = ${tenantId}::uuid AND integration_id = ${integrationId}::uuid AND is_missed
      AND finished_at >= ${since.toISOString()}::timestamptz AND finished_at < ${until.toISOString()}::timestamptz
    RETURNING id`);
  return rows.map((row) => row.id);
}

export interface EventsPage {
  tenantId: string;
  eventTypes: readonly string[];
  since: Date;
  until: Date;
  /** The last event of the page before. */
  after: { firedAt: Date; id: string } | undefined;
  limit: number;
}

/** Events of these types in a span that were dispatched, oldest first. Test events happened to nobody. */
export function readDispatched(tx: SqlTransaction, page: EventsPage): Promise<DispatchedEvent[]> {
  const after = page.after ?? { firedAt: page.since, id: '00000000-0000-0000-0000-000000000000' };
  const from = after.firedAt.toISOString();
  return tx.query(sql`
    SELECT e.tenant_id AS "tenantId", e.id, e.type, e.actor_id AS "actorId", e.actor_email AS "actorEmail",
           e.ip_address AS "ipAddress", e.fired_at AS "firedAt", e.data, e.previous, e.version,
           e.causation_id AS "causationId", e.depth, e.traceparent, e.tracestate
    FROM events e
    WHERE e.tenant_id = ${page.tenantId}::uuid AND e.type = ANY (${page.eventTypes}::text[])
      AND e.fired_at >= ${from}::timestamptz AND e.fired_at < ${page.until.toISOString()}::timestamptz
      AND (e.fired_at, e.id) > (${from}::timestamptz, ${after.id}::uuid)
      AND NOT e.is_test
      AND NOT EXISTS (SELECT 1 FROM undispatched_events u WHERE u.tenant_id = e.tenant_id AND u.event_id = e.id)
    ORDER BY e.fired_at, e.id LIMIT ${page.limit}`);
}

/** Those of the events that the integration has a delivery of, by whatever action. */
export async function readDelivered(
  tx: SqlTransaction,
  { tenantId, integrationId, eventIds }: { tenantId: string; integrationId: string; eventIds: readonly string[] },
): Promise<Set<string>> {
  const ordered = [...eventIds].sort();
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  // One stretch of the index holds all of their deliveries: events that fired together have ids that stand together.
  const rows = await tx.query<{ event_id: string }>(sql`
    SELECT DISTINCT event_id FROM deliveries
    WHERE tenant_id = ${tenantId}::uuid AND integration_id = ${integrationId}::uuid
      AND id BETWEEN ${deliveryIdRange(first).first}::uuid AND ${deliveryIdRange(last).last}::uuid
      AND event_id = ANY (${ordered}::uuid[])`);
  return new Set(rows.map((row) => row.event_id));
}

export interface WaitingDelivery {
  id: string;
  event_id: string;
  integration_id: string;
  action_id: string;
  action_type: string;
  event_type: string;
  is_test: boolean;
}

/** Inserts deliveries that wait to be sent. Answers the ids that were not there yet. */
export async function insertWaiting(
  tx: SqlTransaction,
  tenantId: string,
  deliveries: readonly WaitingDelivery[],
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const rows = await tx.query<{ id: string }>(sql`
    INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, is_test)
    SELECT ${tenantId}::uuid, d.*
    FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS d(
      id uuid, event_id uuid, integration_id uuid, action_id uuid, action_type text, event_type text, is_test boolean)
    ON CONFLICT DO NOTHING
    RETURNING id`);
  return rows.map((row) => row.id);
}

/** The ids of all deliveries of these events, found by where the ids of an event's deliveries stand. */
export async function readDeliveriesOfEvents(
  tx: SqlTransaction,
  tenantId: string,
  eventIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    SELECT d.id
    FROM unnest(${eventIds}::uuid[]) AS e(id)
    JOIN deliveries d
      ON d.tenant_id = ${tenantId}::uuid AND d.event_id = e.id
     AND d.id BETWEEN (left(e.id::text, ${SHARED_PREFIX}::int) || ${FIRST_ID}::text)::uuid
                  AND (left(e.id::text, ${SHARED_PREFIX}::int) || ${LAST_ID}::text)::uuid`);
  return rows.map((row) => row.id);
}
