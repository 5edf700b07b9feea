import { type Sql, type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';
import { type EventRow, toEvent } from './dispatch.sql.ts';

/** The integration versions of tenants: what is compiled of one must be at least as new. */
export function readVersions(
  tx: SqlTransaction,
  tenantIds: ReadonlySet<string>,
): Promise<{ id: string; version: string }[]> {
  if (tenantIds.size === 0) return Promise.resolve([]);
  return tx.query(
    sql`SELECT id, integration_version::text AS version FROM tenants WHERE id = ANY(${[...tenantIds]}::uuid[])`,
  );
}

export interface DueDelivery {
  event: DispatchedEvent;
  id: string;
  integrationId: string;
  actionId: string;
  claim: number;
  attemptCount: number;
  retryCount: number;
  isTest: boolean;
}

type DueRow = EventRow & {
  delivery_id: string;
  integration_id: string;
  action_id: string;
  claim: number;
  attempt_count: number;
  retry_count: number;
  is_test: boolean;
};

export interface DueBatch {
  tenantId: string;
  ids: readonly string[];
}

/**
 * A job may come before its deliveries are due: the safety net of a batch that was sent at once does, when some of it
 * has failed meanwhile. Those have a job of their own at their time.
 */
const isDue = sql`status = 'PENDING' AND (next_attempt_at IS NULL OR next_attempt_at <= now())`;

/** What is not claimed now: of integrations without room, and of actions whose receiver is down, but for its probes. */
export interface Closed {
  integrationIds: readonly string[];
  actionIds: readonly string[];
  probeIds: readonly string[];
}

type ClaimBatch = DueBatch & { workerId: string; closed: Closed };

/**
 * Takes those of the given deliveries that are due, for this worker. What another one sends right now, what was
 * cancelled or is done, is left alone.
 */
export async function claimDeliveries(tx: SqlTransaction, batch: ClaimBatch): Promise<DueDelivery[]> {
  const rows = await tx.query<DueRow>(claimOf(batch));
  return rows.map((row) => ({
    event: toEvent(row),
    id: row.delivery_id,
    integrationId: row.integration_id,
    actionId: row.action_id,
    claim: row.claim,
    attemptCount: row.attempt_count,
    retryCount: row.retry_count,
    isTest: row.is_test,
  }));
}

/** As in dispatch.sql.ts, each event is asked for as the first one by its key, which only the key's index answers. */
export function claimOf({ tenantId, ids, workerId, closed }: ClaimBatch): Sql {
  return sql`
    WITH due AS (
      SELECT tenant_id, id FROM deliveries
      WHERE tenant_id = ${tenantId}::uuid AND id = ANY(${ids}::uuid[]) AND ${isDue}
        AND integration_id <> ALL(${closed.integrationIds}::uuid[])
        AND (action_id <> ALL(${closed.actionIds}::uuid[]) OR id = ANY(${closed.probeIds}::uuid[]))
      FOR UPDATE SKIP LOCKED
    ),
    claimed AS (
      UPDATE deliveries d SET status = 'RUNNING', worker_id = ${workerId}::bigint, claim = d.claim + 1,
                              next_attempt_at = NULL, xid = pg_current_xact_id()
      FROM due WHERE d.tenant_id = due.tenant_id AND d.id = due.id
      RETURNING d.tenant_id, d.id, d.event_id, d.integration_id, d.action_id, d.claim, d.attempt_count, d.retry_count, d.is_test
    )
    SELECT c.id AS delivery_id, c.integration_id, c.action_id, c.claim, c.attempt_count, c.retry_count, c.is_test,
           e.tenant_id, e.id, e.type, e.actor_id, e.actor_email, e.ip_address, e.fired_at, e.data, e.previous,
           e.version, e.causation_id, e.depth, e.traceparent, e.tracestate
    FROM claimed c
    JOIN LATERAL (
      SELECT tenant_id, id, type, actor_id, actor_email, ip_address, fired_at, data, previous, version, causation_id,
             depth, traceparent
      FROM events WHERE (tenant_id, id) >= (c.tenant_id, c.event_id) ORDER BY tenant_id, id LIMIT 1
    ) e ON e.id = c.event_id`;
}

export interface HeldUpRow {
  id: string;
  action_id: string;
  /** Whether nothing says yet what it waits for. */
  is_untold: boolean;
}

/**
 * Those of the given deliveries that are still due when the claim is made: what is closed, and what somebody else holds,
 * whose change may come to nothing. The job that has brought them here is done, so they need another one.
 */
export function findHeldUp(tx: SqlTransaction, { tenantId, ids }: DueBatch): Promise<HeldUpRow[]> {
  return tx.query(sql`
    SELECT id, action_id, error IS NULL AS is_untold FROM deliveries
    WHERE tenant_id = ${tenantId}::uuid AND id = ANY(${ids}::uuid[]) AND ${isDue}`);
}

/** Of each of these actions the first due delivery of a batch: what is sent to see whether its receiver is back. */
export function findProbes(
  tx: SqlTransaction,
  { tenantId, ids }: DueBatch,
  actionIds: readonly string[],
): Promise<{ id: string; action_id: string }[]> {
  return tx.query(sql`
    SELECT DISTINCT ON (action_id) id, action_id FROM deliveries
    WHERE tenant_id = ${tenantId}::uuid AND id = ANY(${ids}::uuid[]) AND action_id = ANY(${actionIds}::uuid[]) AND ${isDue}
    ORDER BY action_id, id`);
}

export interface Waiting {
  tenant_id: string;
  id: string;
  reason: string;
  until: Date;
}

/** Notes in the history what deliveries wait for, and until when. */
export async function tellWaiting(tx: SqlTransaction, waiting: readonly Waiting[]): Promise<void> {
  if (waiting.length === 0) return;
  await tx.execute(sql`
    UPDATE deliveries d SET error = w.reason, next_attempt_at = w.until, xid = pg_current_xact_id()
    FROM jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb) AS w(tenant_id uuid, id uuid, reason text, until timestamptz)
    WHERE d.tenant_id = w.tenant_id AND d.id = w.id AND d.status = 'PENDING'`);
}
