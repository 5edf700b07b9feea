import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { TraceHeaders } from '../../../platform/telemetry/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';

export interface EventRow extends TraceHeaders {
  tenant_id: string;
  id: string;
  type: DispatchedEvent['type'];
  actor_id: string | null;
  actor_email: string | null;
  ip_address: string | null;
  fired_at: Date;
  data: Record<string, unknown>;
  previous: Record<string, unknown> | null;
  version: number;
  causation_id: string | null;
  depth: number;
}

type ClaimedRow = EventRow & { integration_version: string };

export interface ClaimedEvent extends DispatchedEvent {
  /** The tenant's integrations as of the claim are at least this new. */
  readonly integrationVersion: string;
}

export interface ClaimBounds {
  events: number;
  eventsPerTenant: number;
  tenants: number;
  /** Tenants that have no room now. */
  except: readonly string[];
  /** Where the last claim ended, so that every tenant has its turn. */
  after: string;
}

/**
 * Claims undispatched events, a few of each tenant that has any, oldest first: they are dispatched, if this
 * transaction commits. The recursive part steps from tenant to tenant on the key of what waits. Rows of the queue never
 * move, so they are deleted by where they stand.
 *
 * The plan is kept, and may be made while both tables are empty: then any index that begins with the tenant looks as
 * good as the key. Each event is therefore asked for as the first one by its key, which only the key's index answers.
 */
export async function claimEvents(tx: SqlTransaction, bounds: ClaimBounds): Promise<ClaimedEvent[]> {
  const { events, eventsPerTenant, tenants, except, after } = bounds;
  const rows = await tx.query<ClaimedRow>(sql`
    WITH RECURSIVE waiting AS (
      (SELECT tenant_id FROM undispatched_events
       WHERE tenant_id > ${after}::uuid AND tenant_id <> ALL(${except}::uuid[])
       ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT u.tenant_id FROM undispatched_events u
              WHERE u.tenant_id > w.tenant_id AND u.tenant_id <> ALL(${except}::uuid[])
              ORDER BY u.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    ),
    turn AS (SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL LIMIT ${tenants}),
    picked AS (
      SELECT u.place FROM turn t
      CROSS JOIN LATERAL (
        SELECT ctid AS place FROM undispatched_events
        WHERE tenant_id = t.tenant_id
        -- A tenant alone may fill the batch; with others it has its share.
        ORDER BY event_id LIMIT GREATEST(${eventsPerTenant}::int, ${events}::int / (SELECT count(*)::int FROM turn)) FOR UPDATE SKIP LOCKED
      ) u
      LIMIT ${events}
    ),
    taken AS (
      DELETE FROM undispatched_events WHERE ctid = ANY(ARRAY(SELECT place FROM picked)) RETURNING tenant_id, event_id
    )
    SELECT e.*, t.integration_version
    FROM taken JOIN tenants t ON t.id = taken.tenant_id
    CROSS JOIN LATERAL (
      SELECT tenant_id, id, type, actor_id, actor_email, ip_address, fired_at, data, previous, version, causation_id,
             depth, traceparent, tracestate
      FROM events WHERE (tenant_id, id) >= (taken.tenant_id, taken.event_id) ORDER BY tenant_id, id LIMIT 1
    ) e
    ORDER BY e.tenant_id, e.id`);
  return rows.map((row) => ({ ...toEvent(row), integrationVersion: row.integration_version }));
}

/** Gives claimed events back, in the transaction that has claimed them: nobody can say now what they match. */
export async function releaseEvents(tx: SqlTransaction, events: readonly ClaimedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.execute(sql`
    INSERT INTO undispatched_events (tenant_id, event_id)
    SELECT * FROM unnest(${events.map((event) => event.tenantId)}::uuid[], ${events.map((event) => event.id)}::uuid[])`);
}

export function toEvent(row: EventRow): DispatchedEvent {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    type: row.type,
    actorId: row.actor_id,
    actorEmail: row.actor_email,
    ipAddress: row.ip_address,
    firedAt: row.fired_at,
    data: row.data,
    previous: row.previous,
    version: row.version,
    causationId: row.causation_id,
    depth: row.depth,
    traceparent: row.traceparent,
    tracestate: row.tracestate,
  };
}

export interface NewDelivery {
  tenant_id: string;
  id: string;
  event_id: string;
  integration_id: string;
  action_id: string;
  action_type: string;
  event_type: string;
  status: 'RUNNING' | 'PENDING' | 'CANCELLED' | 'FAILED';
  worker_id: string | null;
  error: string | null;
  /** Of one that waits for a receiver that is down. */
  next_attempt_at?: Date;
}

/** Inserts deliveries; answers the ids that were not there yet. */
export async function insertDeliveries(tx: SqlTransaction, deliveries: readonly NewDelivery[]): Promise<Set<string>> {
  if (deliveries.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(sql`
    INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status,
                            worker_id, error, next_attempt_at, finished_at)
    SELECT d.tenant_id, d.id, d.event_id, d.integration_id, d.action_id, d.action_type, d.event_type, d.status,
           d.worker_id, d.error, d.next_attempt_at, CASE WHEN d.status IN ('CANCELLED', 'FAILED') THEN now() END
    FROM json_to_recordset(${JSON.stringify(deliveries)}::json) AS d(
      tenant_id uuid, id uuid, event_id uuid, integration_id uuid, action_id uuid, action_type text, event_type text,
      status delivery_status, worker_id bigint, error text, next_attempt_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING id`);
  return new Set(rows.map((row) => row.id));
}
