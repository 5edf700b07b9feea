import { type Sql, sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';

const DAY_MS = 24 * 3600 * 1000;
/** One transaction deletes this many rows: short enough to be in no one's way. */
const BATCH = 5000;
const KEPT_SESSIONS_DAYS = 30;
const KEPT_IDEMPOTENCY_DAYS = 1;
/** An account's budget has long filled up again by then: it needs no row. */
const KEPT_BUDGET_DAYS = 1;

export interface Swept {
  deliveries: number;
  taskRuns: number;
  flows: number;
  approvalErrands: number;
  messages: number;
  events: number;
  integrations: number;
  sessions: number;
  idempotencyKeys: number;
  providerBudgets: number;
  providerPlaces: number;
}

/**
 * Deletes finished deliveries with their attempts, finished runs of tasks, flows, errands of approvals and messages, then
 * events that nothing refers to any more, then what is left of deleted integrations, ended sessions, old idempotency keys
 * and what providers took of accounts. Audit records are not touched.
 */
export async function sweep({ db, config, clock }: Services): Promise<Swept> {
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const deleteAll = async (statement: Sql): Promise<number> => {
    let total = 0;
    for (;;) {
      const deleted = await db.system((tx) => tx.execute(statement));
      total += deleted;
      if (deleted < BATCH) return total;
    }
  };
  return {
    deliveries: await deleteAll(deleteDeliveries(before(config.deliveryRetentionDays))),
    taskRuns: await deleteAll(deleteTaskRuns(before(config.runRetentionDays))),
    flows: await deleteAll(deleteFlows(before(config.runRetentionDays))),
    approvalErrands: await deleteAll(deleteErrands(before(config.runRetentionDays))),
    messages: await deleteAll(deleteMessages(before(config.runRetentionDays))),
    events: await deleteAll(deleteEvents(before(Math.max(config.eventRetentionDays, config.deliveryRetentionDays)))),
    integrations: await deleteAll(DELETE_INTEGRATIONS),
    sessions: await deleteAll(deleteSessions(before(KEPT_SESSIONS_DAYS))),
    idempotencyKeys: await deleteAll(deleteIdempotencyKeys(before(KEPT_IDEMPOTENCY_DAYS))),
    providerBudgets: await deleteAll(deleteBudgets(before(KEPT_BUDGET_DAYS))),
    providerPlaces: await deleteAll(deletePlaces(before(KEPT_BUDGET_DAYS))),
  };
}

function deleteDeliveries(before: Date): Sql {
  return sql`
    WITH old AS (
      SELECT tenant_id, id FROM deliveries
      WHERE created_at < ${before} AND status IN ('SUCCESS', 'FAILED', 'CANCELLED') LIMIT ${BATCH}
    ),
    gone AS (DELETE FROM attempts a USING old WHERE a.tenant_id = old.tenant_id AND a.delivery_id = old.id)
    DELETE FROM deliveries d USING old WHERE d.tenant_id = old.tenant_id AND d.id = old.id`;
}

/** With their lines and effects. What waits or is under way stays, however old. */
function deleteTaskRuns(before: Date): Sql {
  return sql`
    DELETE FROM task_runs WHERE (tenant_id, id) IN
      (SELECT tenant_id, id FROM task_runs WHERE finished_at < ${before} LIMIT ${BATCH})`;
}

/** With their steps and tries. What waits or is under way stays, however old. */
function deleteFlows(before: Date): Sql {
  return sql`
    DELETE FROM action_flows WHERE (tenant_id, id) IN
      (SELECT tenant_id, id FROM action_flows WHERE finished_at < ${before} LIMIT ${BATCH})`;
}

/** They say that a question is closed, which a late press asks for while its flow is there. */
function deleteErrands(before: Date): Sql {
  return sql`
    DELETE FROM approval_errands WHERE (tenant_id, id) IN
      (SELECT tenant_id, id FROM approval_errands WHERE finished_at < ${before} LIMIT ${BATCH})`;
}

/** What still waits stays, however old. */
function deleteMessages(before: Date): Sql {
  return sql`
    DELETE FROM messages WHERE (tenant_id, id) IN
      (SELECT tenant_id, id FROM messages WHERE finished_at < ${before} LIMIT ${BATCH})`;
}

/** An event stays while a delivery of it does. A delivery's id begins with the time that its event's id begins with. */
function deleteEvents(before: Date): Sql {
  return sql`
    WITH old AS (
      SELECT e.tenant_id, e.id FROM events e
      WHERE e.fired_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM undispatched_events u WHERE u.tenant_id = e.tenant_id AND u.event_id = e.id)
        AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = e.tenant_id AND d.event_id = e.id
                          AND d.id BETWEEN (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
                                       AND (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)
      LIMIT ${BATCH}
    )
    DELETE FROM events e USING old WHERE e.tenant_id = old.tenant_id AND e.id = old.id`;
}

const DELETE_INTEGRATIONS = sql`
  DELETE FROM integrations i
  WHERE i.deleted_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.tenant_id = i.tenant_id AND d.integration_id = i.id)`;

function deleteSessions(before: Date): Sql {
  return sql`DELETE FROM sessions WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM sessions WHERE expires_at < ${before} LIMIT ${BATCH})`;
}

function deleteIdempotencyKeys(before: Date): Sql {
  return sql`
    DELETE FROM idempotency_keys WHERE (tenant_id, actor_id, key) IN
      (SELECT tenant_id, actor_id, key FROM idempotency_keys WHERE created_at < ${before} LIMIT ${BATCH})`;
}

function deleteBudgets(before: Date): Sql {
  return sql`
    DELETE FROM provider_budgets WHERE key IN
      (SELECT key FROM provider_budgets WHERE filled_at < ${before} LIMIT ${BATCH}) AND filled_at < ${before}`;
}

/** Those of processes that died with them. */
function deletePlaces(before: Date): Sql {
  return sql`
    DELETE FROM provider_places WHERE (key, holder) IN
      (SELECT key, holder FROM provider_places WHERE expires_at < ${before} LIMIT ${BATCH}) AND expires_at < ${before}`;
}
