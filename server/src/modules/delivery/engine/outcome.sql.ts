import { jsonArray, type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Outcome } from './outcome.ts';

/**
 * Writes outcomes and their attempts in one statement. Answers the ids whose claim still held; of the others nothing
 * is written: someone else has them, or they were cancelled. Requests and responses go into their columns as they come:
 * this statement is half of what a delivery costs the database.
 */
export async function writeOutcomes(tx: SqlTransaction, outcomes: readonly Outcome[]): Promise<Set<string>> {
  const requests = jsonArray(outcomes.map(({ attempt }) => attempt?.request ?? null));
  const responses = jsonArray(outcomes.map(({ attempt }) => attempt?.response ?? null));
  const rows = await tx.query<{ id: string }>(sql`
    WITH written AS (
      UPDATE deliveries d
      SET status = r.s, attempt_count = r.a, retry_count = r.r, next_attempt_at = r.n, error = r.e,
          response_status = r.h, worker_id = NULL, xid = pg_current_xact_id(),
          finished_at = CASE WHEN r.s IN ('SUCCESS', 'FAILED') THEN now() END
      FROM ROWS FROM (
        json_to_recordset(${JSON.stringify(outcomes.map(toRow))}::json) AS (
          t uuid, d uuid, c int, s delivery_status, a int, r int, n timestamptz, e text, h int, b timestamptz, m real),
        unnest(${requests}::json[]), unnest(${responses}::json[])
      ) AS r(t, d, c, s, a, r, n, e, h, b, m, request, response)
      WHERE d.tenant_id = r.t AND d.id = r.d AND d.claim = r.c AND d.status = 'RUNNING'
      RETURNING r.*
    ),
    kept AS (
      INSERT INTO attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms, request, response, error)
      SELECT t, d, a, s = 'SUCCESS', b, m, request, response, e FROM written
      WHERE b IS NOT NULL
      ON CONFLICT DO NOTHING
    )
    SELECT d AS id FROM written`);
  return new Set(rows.map((row) => row.id));
}

/** Short names: these documents are made and read thousands of times a second. Without an attempt, it has no begin. */
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
    b: outcome.attempt?.startedAt,
    m: outcome.attempt?.durationMs,
  };
}
