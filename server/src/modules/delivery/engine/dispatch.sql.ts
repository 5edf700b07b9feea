import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';

interface ClaimedRow {
  tenant_id: string;
  id: string;
  type: DispatchedEvent['type'];
  actor_id: string | null;
  actor_email: string | null;
  ip_address: string | null;
  fired_at: Date;
  data: Record<string, unknown>;
  previous: Record<string, unknown> | null;
  depth: number;
  traceparent: string | null;
  integration_version: string;
}

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
 * Claims undispatched events, a few of each tenant that has any, oldest first, and marks them as dispatched: they
 * are, if this transaction commits. The recursive part steps from tenant to tenant on the index of what waits.
 */
export async function claimEvents(tx: SqlTransaction, bounds: ClaimBounds): Promise<ClaimedEvent[]> {
  const { events, eventsPerTenant, tenants, except, after } = bounds;
  const rows = await tx.query<ClaimedRow>(sql`
    WITH RECURSIVE waiting AS (
      (SELECT tenant_id FROM events
       WHERE dispatched_at IS NULL AND tenant_id > ${after}::uuid AND tenant_id <> ALL(${except}::uuid[])
       ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT e.tenant_id FROM events e
              WHERE e.dispatched_at IS NULL AND e.tenant_id > w.tenant_id AND e.tenant_id <> ALL(${except}::uuid[])
              ORDER BY e.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    ),
    turn AS (SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL LIMIT ${tenants}),
    picked AS (
      SELECT e.tenant_id, e.id FROM turn t
      CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM events
        WHERE tenant_id = t.tenant_id AND dispatched_at IS NULL
        ORDER BY id LIMIT ${eventsPerTenant} FOR UPDATE SKIP LOCKED
      ) e
      LIMIT ${events}
    )
    UPDATE events e SET dispatched_at = now()
    FROM picked p JOIN tenants t ON t.id = p.tenant_id
    WHERE e.tenant_id = p.tenant_id AND e.id = p.id
    RETURNING e.tenant_id, e.id, e.type, e.actor_id, e.actor_email, e.ip_address, e.fired_at, e.data, e.previous,
              e.depth, e.traceparent, t.integration_version`);
  return rows.map(toEvent);
}

export function toEvent(row: ClaimedRow): ClaimedEvent {
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
    depth: row.depth,
    traceparent: row.traceparent,
    integrationVersion: row.integration_version,
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
  status: 'RUNNING' | 'PENDING' | 'CANCELLED';
  worker_id: string | null;
  error: string | null;
}

/** Inserts deliveries; answers the ids that were not there yet. */
export async function insertDeliveries(tx: SqlTransaction, deliveries: readonly NewDelivery[]): Promise<Set<string>> {
  if (deliveries.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(sql`
    INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status,
                            worker_id, error, finished_at)
    SELECT d.tenant_id, d.id, d.event_id, d.integration_id, d.action_id, d.action_type, d.event_type, d.status,
           d.worker_id, d.error, CASE WHEN d.status = 'CANCELLED' THEN now() END
    FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS d(
      tenant_id uuid, id uuid, event_id uuid, integration_id uuid, action_id uuid, action_type text, event_type text,
      status delivery_status, worker_id bigint, error text)
    ON CONFLICT DO NOTHING
    RETURNING id`);
  return new Set(rows.map((row) => row.id));
}

export interface DueDelivery {
  event: DispatchedEvent;
  integrationVersion: string;
  id: string;
  integrationId: string;
  actionId: string;
  claim: number;
  attemptCount: number;
  retryCount: number;
  isTest: boolean;
}

type DueRow = ClaimedRow & {
  delivery_id: string;
  integration_id: string;
  action_id: string;
  claim: number;
  attempt_count: number;
  retry_count: number;
  is_test: boolean;
};

/**
 * Takes those of the given deliveries that wait, for this worker. What another one sends right now, what was
 * cancelled or is done, is left alone.
 */
export async function claimDeliveries(
  tx: SqlTransaction,
  batch: { tenantId: string; ids: readonly string[]; workerId: string },
): Promise<DueDelivery[]> {
  const rows = await tx.query<DueRow>(sql`
    WITH due AS (
      SELECT tenant_id, id FROM deliveries
      WHERE tenant_id = ${batch.tenantId}::uuid AND id = ANY(${batch.ids}::uuid[]) AND status = 'PENDING'
      FOR UPDATE SKIP LOCKED
    ),
    claimed AS (
      UPDATE deliveries d SET status = 'RUNNING', worker_id = ${batch.workerId}::bigint, claim = d.claim + 1,
                              next_attempt_at = NULL, xid = pg_current_xact_id()
      FROM due WHERE d.tenant_id = due.tenant_id AND d.id = due.id
      RETURNING d.tenant_id, d.id, d.event_id, d.integration_id, d.action_id, d.claim, d.attempt_count, d.retry_count, d.is_test
    )
    SELECT c.id AS delivery_id, c.integration_id, c.action_id, c.claim, c.attempt_count, c.retry_count, c.is_test,
           e.tenant_id, e.id, e.type, e.actor_id, e.actor_email, e.ip_address, e.fired_at, e.data, e.previous,
           e.depth, e.traceparent, t.integration_version
    FROM claimed c
    JOIN events e ON e.tenant_id = c.tenant_id AND e.id = c.event_id
    JOIN tenants t ON t.id = c.tenant_id`);
  return rows.map((row) => ({
    event: toEvent(row),
    integrationVersion: row.integration_version,
    id: row.delivery_id,
    integrationId: row.integration_id,
    actionId: row.action_id,
    claim: row.claim,
    attemptCount: row.attempt_count,
    retryCount: row.retry_count,
    isTest: row.is_test,
  }));
}
