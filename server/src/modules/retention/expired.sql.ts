import { type Sql, sql } from '../../platform/db/index.ts';

/** One transaction deletes this many rows: short enough to be in no one's way. */
export const BATCH = 5000;
/** How far the clock of a process may be ahead of the database's. */
const MOST_SKEW_MS = 60_000;

/**
 * Of each tenant by the key, which the time of the event begins: there is no index on when a delivery was made, and to
 * look through them all for a batch would cost the more the more of them there are. They are deleted by where they
 * stand, which no plan can turn into looking through all; one that is retried in the same moment stays.
 */
export function deleteDeliveries(before: Date): Sql {
  return sql`
    WITH old AS MATERIALIZED (
      SELECT d.place, d.tenant_id, d.id FROM tenants t
      CROSS JOIN LATERAL (
        SELECT ctid AS place, tenant_id, id FROM deliveries
        WHERE tenant_id = t.id AND id < ${firstIdAt(before)}::uuid AND created_at < ${before}
          AND status IN ('SUCCESS', 'FAILED', 'CANCELLED')
        ORDER BY tenant_id, id LIMIT ${BATCH}
      ) d
      LIMIT ${BATCH}
    ),
    gone AS (
      DELETE FROM attempts WHERE ctid = ANY(ARRAY(
        SELECT a.place FROM old CROSS JOIN LATERAL (
          SELECT ctid AS place FROM attempts WHERE tenant_id = old.tenant_id AND delivery_id = old.id ORDER BY number
        ) a))
    )
    DELETE FROM deliveries WHERE ctid = ANY(ARRAY(SELECT place FROM old)) AND status IN ('SUCCESS', 'FAILED', 'CANCELLED')`;
}

/** The least id that can have been made from then on. What is deleted that much late is in no one's way. */
function firstIdAt(time: Date): string {
  const digits = (time.getTime() + MOST_SKEW_MS).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}

/** What ended before then. What waits or is under way stays, however old. */
const deleteEnded = (table: Sql) => (before: Date) =>
  sql`
  DELETE FROM ${table} WHERE (tenant_id, id) IN
    (SELECT tenant_id, id FROM ${table} WHERE finished_at < ${before} LIMIT ${BATCH})`;

/** With their lines and effects. */
export const deleteTaskRuns = deleteEnded(sql`task_runs`);
/** With their steps and tries. */
export const deleteFlows = deleteEnded(sql`action_flows`);
/** They say that a question is closed, which a late press asks for while its flow is there. */
export const deleteErrands = deleteEnded(sql`approval_errands`);
export const deleteMessages = deleteEnded(sql`messages`);

/** An event stays while a delivery of it does. A delivery's id begins with the time that its event's id begins with. */
export function deleteEvents(before: Date): Sql {
  return sql`
    WITH old AS MATERIALIZED (
      SELECT o.place FROM tenants t
      CROSS JOIN LATERAL (
        SELECT e.ctid AS place FROM events e
        WHERE e.tenant_id = t.id AND e.fired_at < ${before}
          AND NOT EXISTS (SELECT 1 FROM undispatched_events u WHERE u.tenant_id = e.tenant_id AND u.event_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = e.tenant_id AND d.event_id = e.id
                            AND d.id BETWEEN (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
                                         AND (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)
        ORDER BY e.tenant_id, e.fired_at LIMIT ${BATCH}
      ) o
      LIMIT ${BATCH}
    )
    DELETE FROM events WHERE ctid = ANY(ARRAY(SELECT place FROM old))`;
}

export const DELETE_INTEGRATIONS = sql`
  DELETE FROM integrations i
  WHERE i.deleted_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = i.tenant_id AND d.integration_id = i.id)`;

export function deleteSessions(before: Date): Sql {
  return sql`DELETE FROM sessions WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM sessions WHERE expires_at < ${before} LIMIT ${BATCH})`;
}

export function deleteIdempotencyKeys(before: Date): Sql {
  return sql`
    DELETE FROM idempotency_keys WHERE (tenant_id, actor_id, key) IN
      (SELECT tenant_id, actor_id, key FROM idempotency_keys WHERE created_at < ${before} LIMIT ${BATCH})`;
}

export function deleteBudgets(before: Date): Sql {
  return sql`
    DELETE FROM provider_budgets WHERE key IN
      (SELECT key FROM provider_budgets WHERE filled_at < ${before} LIMIT ${BATCH}) AND filled_at < ${before}`;
}

/** Those of processes that died with them. */
export function deletePlaces(before: Date): Sql {
  return sql`
    DELETE FROM provider_places WHERE (key, holder) IN
      (SELECT key, holder FROM provider_places WHERE expires_at < ${before} LIMIT ${BATCH}) AND expires_at < ${before}`;
}
