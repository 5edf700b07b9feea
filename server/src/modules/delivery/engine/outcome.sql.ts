import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { AttemptRecord, Outcome } from './outcome.ts';

/**
 * Writes outcomes and their attempts in one statement. Answers the ids whose claim still held; of the others nothing
 * is written: someone else has them, or they were cancelled. Requests and responses pass from one JSON document into
 * json columns as they stand, parsed by nobody: this statement is half of what a delivery costs the database.
 */
export async function writeOutcomes(tx: SqlTransaction, outcomes: readonly Outcome[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(sql`
    WITH written AS (
      UPDATE deliveries d
      SET status = r.s, attempt_count = r.a, retry_count = r.r, next_attempt_at = r.n, error = r.e,
          response_status = r.h, worker_id = NULL, xid = pg_current_xact_id(),
          finished_at = CASE WHEN r.s IN ('SUCCESS', 'FAILED') THEN now() END
      FROM json_to_recordset(${JSON.stringify(outcomes.map(toRow))}::json) AS r(
        t uuid, d uuid, c int, s delivery_status, a int, r int, n timestamptz, e text, h int)
      WHERE d.tenant_id = r.t AND d.id = r.d AND d.claim = r.c AND d.status = 'RUNNING'
      RETURNING d.tenant_id, d.id
    ),
    kept AS (
      INSERT INTO attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms, request, response, error)
      SELECT w.tenant_id, w.id, a.n, a.k, a.a, a.m, a.q, a.p, a.e
      FROM json_to_recordset(${JSON.stringify(outcomes.flatMap(toAttemptRow))}::json) AS a(
        d uuid, n int, k boolean, a timestamptz, m real, q json, p json, e text)
      JOIN written w ON w.id = a.d
      ON CONFLICT DO NOTHING
    )
    SELECT id FROM written`);
  return new Set(rows.map((row) => row.id));
}

/** Short names: these documents are made and read thousands of times a second. */
function toRow(outcome: Outcome) {
  return {
    t: outcome.tenantId,
    d: outcome.deliveryId,
    c: outcome.claim,
    s: outcome.status,
    a: outcome.attemptCount,
    r: outcome.retryCount,
    n: outcome.nextAttemptAt,
    e: outcome.error,
    h: outcome.responseStatus,
  };
}

function toAttemptRow({ deliveryId, attempt }: { deliveryId: string; attempt: AttemptRecord | null }) {
  if (!attempt) return [];
  const { number, isSuccess, startedAt, durationMs, request, response, error } = attempt;
  return [{ d: deliveryId, n: number, k: isSuccess, a: startedAt, m: durationMs, q: request, p: response, e: error }];
}
