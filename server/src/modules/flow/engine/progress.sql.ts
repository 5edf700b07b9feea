import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { ClaimedFlow } from './claimed-flow.ts';

export type FlowStatus = ClaimedFlow['status'];

export interface FlowChange {
  status: FlowStatus;
  waitingFor: string | null;
  wakeAt: Date | null;
  error: string | null;
  isCompensating: boolean;
}

export interface AttemptInsert {
  stepId: string;
  number: number;
  outcome: string;
  error: string | null;
  errorKind: string | null;
  effects: readonly unknown[];
  logs: readonly unknown[];
  startedAt: Date;
  finishedAt: Date;
}

/**
 * Writes where a flow stands, if its claim holds: null when it does not. A flow that was cancelled meanwhile stays so; one
 * that somebody has something for does not begin to wait.
 */
export async function writeFlow(
  tx: SqlTransaction,
  { tenantId, id, claim, nudges }: ClaimedFlow,
  { status, waitingFor, wakeAt, error, isCompensating }: FlowChange,
  now: Date,
): Promise<FlowStatus | null> {
  const isOver = status !== 'RUNNING' && status !== 'WAITING' && status !== 'PENDING';
  const [row] = await tx.query<{ status: FlowStatus }>(sql`
    UPDATE action_flows
    SET status = CASE WHEN status <> 'RUNNING' THEN status
                      WHEN ${status} = 'WAITING' AND nudges > ${nudges}::int THEN 'PENDING'
                      ELSE ${status}::action_flow_status END,
        worker_id = CASE WHEN ${status} = 'RUNNING' THEN worker_id END,
        waiting_for = CASE WHEN status = 'RUNNING' THEN ${waitingFor} ELSE waiting_for END,
        wake_at = CASE WHEN status = 'RUNNING' THEN ${wakeAt}::timestamptz ELSE wake_at END,
        error = COALESCE(${error}, error), is_compensating = ${isCompensating},
        finished_at = CASE WHEN ${isOver} AND status = 'RUNNING' THEN ${now}::timestamptz ELSE finished_at END,
        xid = pg_current_xact_id()
    WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND claim = ${claim}::int
    RETURNING status::text AS status`);
  return row?.status ?? null;
}

export async function insertAttempts(
  tx: SqlTransaction,
  { tenantId, id, claim }: ClaimedFlow,
  attempts: readonly AttemptInsert[],
): Promise<void> {
  if (attempts.length === 0) return;
  await tx.execute(sql`
    INSERT INTO action_flow_attempts (tenant_id, step_id, number, outcome, error, error_kind, effects, logs, started_at,
                                      finished_at)
    SELECT ${tenantId}::uuid, a."stepId", a.number, a.outcome, a.error, a."errorKind", a.effects, a.logs, a."startedAt",
           a."finishedAt"
    FROM json_to_recordset(${JSON.stringify(attempts)}::json) AS a(
      "stepId" uuid, number int, outcome text, error text, "errorKind" text, effects jsonb, logs jsonb,
      "startedAt" timestamptz, "finishedAt" timestamptz)
    WHERE EXISTS (SELECT 1 FROM action_flows f
                  WHERE f.tenant_id = ${tenantId}::uuid AND f.id = ${id}::uuid AND f.claim = ${claim}::int)
    ON CONFLICT DO NOTHING`);
}

/** Whoever waits for this flow, as a step of its own, looks. Answers whether somebody was asleep. */
export async function nudgeParent(tx: SqlTransaction, tenantId: string, parentFlowId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE action_flows
    SET nudges = nudges + 1, wake_at = NULL, xid = pg_current_xact_id(),
        status = CASE WHEN status = 'WAITING' THEN 'PENDING' ELSE status END
    WHERE tenant_id = ${tenantId}::uuid AND id = ${parentFlowId}::uuid AND status IN ('WAITING', 'RUNNING')`);
}
