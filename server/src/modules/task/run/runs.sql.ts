import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { ActiveRun } from './new-run.ts';

export interface TaskKey {
  tenantId: string;
  taskId: string;
}

export interface RunKey {
  tenant_id: string;
  id: string;
}

/** As the table has it; what is left out is null. */
export interface RunInsert {
  tenant_id: string;
  id: string;
  task_id: string;
  script_version: number | null;
  status: 'PENDING' | 'CANCELLED';
  mode: string;
  trigger: string;
  actor_id: string | null;
  actor_email: string | null;
  event_id: string | null;
  delivery_id: string | null;
  integration_name: string | null;
  depth: number;
  traceparent: string | null;
  tracestate: string | null;
  scheduled_for: Date | null;
  plan_run_id: string | null;
  waiting_reason: string | null;
  next_eligible_at: Date | null;
  is_held: boolean;
  runner_labels: string[];
  cancel_reason: string | null;
  created_at: Date;
  finished_at: Date | null;
}

/** Nobody else sets these tasks off, or lets their next run go, until the transaction ends. */
export async function lockTasks(tx: SqlTransaction, keys: readonly TaskKey[]): Promise<void> {
  if (keys.length === 0) return;
  // In one order, so that two who lock several do not wait for each other.
  await tx.query(sql`
    SELECT t.id FROM tasks t
    JOIN unnest(${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.taskId)}::uuid[]) AS k(tenant_id, id)
      ON t.tenant_id = k.tenant_id AND t.id = k.id
    ORDER BY t.tenant_id, t.id FOR NO KEY UPDATE OF t`);
}

/** The unfinished runs of tasks that change something, the oldest first, by task. Plans are in nobody's way. */
export async function readActive(tx: SqlTransaction, keys: readonly TaskKey[]): Promise<Map<string, ActiveRun[]>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<ActiveRun & { task_id: string }>(sql`
    SELECT r.task_id, r.id, r.status::text AS status FROM task_runs r
    JOIN unnest(${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.taskId)}::uuid[]) AS k(tenant_id, id)
      ON r.tenant_id = k.tenant_id AND r.task_id = k.id
    WHERE r.status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION') AND r.mode = 'APPLY'
    ORDER BY r.created_at, r.id`);
  return Map.groupBy(rows, (row) => row.task_id);
}

/** Answers the ids that were not there before. */
export async function insertRuns(tx: SqlTransaction, rows: readonly RunInsert[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await tx.query<{ id: string }>(sql`
    INSERT INTO task_runs (tenant_id, id, task_id, script_version, status, mode, trigger, actor_id, actor_email, event_id,
      delivery_id, integration_name, depth, traceparent, tracestate, scheduled_for, plan_run_id, waiting_reason,
      next_eligible_at, is_held, runner_labels, cancel_reason, created_at, finished_at)
    SELECT r.* FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(
      tenant_id uuid, id uuid, task_id uuid, script_version int, status task_run_status, mode run_mode,
      trigger run_trigger, actor_id uuid, actor_email text, event_id uuid, delivery_id uuid, integration_name text,
      depth int, traceparent text, tracestate text, scheduled_for timestamptz, plan_run_id uuid, waiting_reason text,
      next_eligible_at timestamptz, is_held boolean, runner_labels text[], cancel_reason text, created_at timestamptz,
      finished_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING id`);
  return new Set(inserted.map((row) => row.id));
}

export interface Cancellation {
  tenant_id: string;
  id: string;
  reason: string;
}

/**
 * Ends runs that are not over. A claim is not touched: what its worker has done until it hears of it is still written.
 * Answers those that it has ended.
 */
export function cancelRuns(tx: SqlTransaction, wanted: readonly Cancellation[], now: Date): Promise<RunKey[]> {
  if (wanted.length === 0) return Promise.resolve([]);
  return tx.query<RunKey>(sql`
    UPDATE task_runs r
    SET status = 'CANCELLED', cancel_reason = c.reason, finished_at = ${now}::timestamptz, waiting_reason = NULL,
        next_eligible_at = NULL, is_held = false, xid = pg_current_xact_id()
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS c(tenant_id uuid, id uuid, reason text)
    WHERE r.tenant_id = c.tenant_id AND r.id = c.id AND r.status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION')
    RETURNING r.tenant_id, r.id`);
}

/** Lets the first held run of each task go where none is before it. The tasks are locked. */
export function releaseNext(
  tx: SqlTransaction,
  keys: readonly TaskKey[],
  { now, reason }: { now: Date; reason: string },
): Promise<RunKey[]> {
  if (keys.length === 0) return Promise.resolve([]);
  return tx.query<RunKey>(sql`
    WITH next AS (
      SELECT DISTINCT ON (r.tenant_id, r.task_id) r.tenant_id, r.id FROM task_runs r
      JOIN unnest(${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.taskId)}::uuid[]) AS k(tenant_id, id)
        ON r.tenant_id = k.tenant_id AND r.task_id = k.id
      WHERE r.status = 'PENDING' AND r.is_held
        AND NOT EXISTS (SELECT 1 FROM task_runs a
                        WHERE a.tenant_id = r.tenant_id AND a.task_id = r.task_id AND a.mode = 'APPLY'
                          AND a.status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION') AND NOT a.is_held)
      ORDER BY r.tenant_id, r.task_id, r.created_at, r.id
    )
    UPDATE task_runs r SET is_held = false, waiting_reason = ${reason}, next_eligible_at = ${now}::timestamptz,
                           xid = pg_current_xact_id()
    FROM next n WHERE r.tenant_id = n.tenant_id AND r.id = n.id
    RETURNING r.tenant_id, r.id`);
}
