import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Ending } from './ending.ts';

/** Writes how runs have ended, in one statement. Answers the ids of those whose claim still held. */
export async function writeEndings(tx: SqlTransaction, endings: readonly Ending[], now: Date): Promise<Set<string>> {
  if (endings.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(sql`
    UPDATE task_runs r
    SET status = e.status, output = e.output, error = e.error, error_kind = e.error_kind, plan_hash = e.plan_hash,
        removals = r.removals + e.removals, waiting_reason = e.waiting_reason, next_eligible_at = e.next_eligible_at,
        finished_at = CASE WHEN e.status IN ('SUCCESS', 'ERROR') THEN ${now}::timestamptz END, worker_id = NULL,
        xid = pg_current_xact_id()
    FROM json_to_recordset(${JSON.stringify(endings.map(toRow))}::json) AS e(
      tenant_id uuid, id uuid, claim int, status task_run_status, output text, error text, error_kind text, plan_hash text,
      removals int, waiting_reason text, next_eligible_at timestamptz)
    WHERE r.tenant_id = e.tenant_id AND r.id = e.id AND r.claim = e.claim AND r.status = 'RUNNING'
    RETURNING r.id`);
  return new Set(rows.map((row) => row.id));
}

function toRow({ run, status, output, error, errorKind, planHash, removals, waitingReason, nextEligibleAt }: Ending) {
  return {
    tenant_id: run.tenantId,
    id: run.id,
    claim: run.claim,
    status,
    output,
    error,
    error_kind: errorKind,
    plan_hash: planHash,
    removals,
    waiting_reason: waitingReason,
    next_eligible_at: nextEligibleAt,
  };
}
