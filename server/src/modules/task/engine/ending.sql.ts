import { type Sql, sql } from '../../../platform/db/index.ts';
import type { Ask } from './claim.sql.ts';
import type { Ending } from './ending.ts';

/** Writes how runs have ended, in one statement. Answers the ids of those whose claim still held. */
export async function writeEndings(ask: Ask, endings: readonly Ending[], now: Date): Promise<Set<string>> {
  if (endings.length === 0) return new Set();
  const rows = await ask<{ id: string }>(update(endings, now));
  return new Set(rows.map((row) => row.id));
}

/** The same with the last lines and effects of the runs whose claim still held. */
export async function writeEndingsWithNotes(ask: Ask, endings: readonly Ending[], now: Date): Promise<Set<string>> {
  if (endings.length === 0) return new Set();
  const ofRun = (name: 'logs' | 'effects') =>
    JSON.stringify(endings.flatMap(({ run, notes }) => notes[name].map((note) => ({ run_id: run.id, ...note }))));
  const rows = await ask<{ id: string }>(sql`
    WITH written AS (${update(endings, now)}),
    logs AS (
      INSERT INTO task_run_logs (tenant_id, run_id, id, level, text, at)
      SELECT w.tenant_id, l.run_id, l.id, l.level, l.text, l.at
      FROM json_to_recordset(${ofRun('logs')}::json) AS l(run_id uuid, id uuid, level text, text text, at timestamptz)
      JOIN written w ON w.id = l.run_id
      ON CONFLICT DO NOTHING
    ),
    effects AS (
      INSERT INTO task_run_effects (tenant_id, run_id, number, kind, summary, data, is_removal, outcome, basis, result,
                                    error, at)
      SELECT w.tenant_id, e.run_id, e.number, e.kind, e.summary, e.data, e.is_removal, e.outcome, e.basis, e.result,
             e.error, e.at
      FROM json_to_recordset(${ofRun('effects')}::json) AS e(
        run_id uuid, number int, kind text, summary text, data jsonb, is_removal boolean, outcome text, basis jsonb,
        result jsonb, error text, at timestamptz)
      JOIN written w ON w.id = e.run_id
      ON CONFLICT DO NOTHING
    )
    SELECT id FROM written`);
  return new Set(rows.map((row) => row.id));
}

function update(endings: readonly Ending[], now: Date): Sql {
  return sql`
    UPDATE task_runs r
    SET status = e.status, output = e.output, error = e.error, error_kind = e.error_kind, plan_hash = e.plan_hash,
        removals = r.removals + e.removals, waiting_reason = e.waiting_reason, next_eligible_at = e.next_eligible_at,
        finished_at = CASE WHEN e.status IN ('SUCCESS', 'ERROR') THEN ${now}::timestamptz END, worker_id = NULL,
        xid = pg_current_xact_id()
    FROM json_to_recordset(${JSON.stringify(endings.map(toRow))}::json) AS e(
      tenant_id uuid, id uuid, claim int, status task_run_status, output text, error text, error_kind text, plan_hash text,
      removals int, waiting_reason text, next_eligible_at timestamptz)
    WHERE r.tenant_id = e.tenant_id AND r.id = e.id AND r.claim = e.claim AND r.status = 'RUNNING'
    RETURNING r.tenant_id, r.id`;
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
