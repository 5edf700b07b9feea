import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Outcome } from './outcome.ts';

/**
 * Writes outcomes and their attempts in one statement. Answers the ids whose claim still held; of the others nothing
 * is written: someone else has them, or they were cancelled.
 */
export async function writeOutcomes(tx: SqlTransaction, outcomes: readonly Outcome[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(sql`
    WITH result AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(outcomes.map(toRow))}::jsonb) AS r(
        t uuid, d uuid, c int, s delivery_status, a int, r int, n timestamptz, e text, h int, p jsonb)
    ),
    written AS (
      UPDATE deliveries d
      SET status = r.s, attempt_count = r.a, retry_count = r.r, next_attempt_at = r.n, error = r.e,
          response_status = r.h, worker_id = NULL, xid = pg_current_xact_id(),
          finished_at = CASE WHEN r.s IN ('SUCCESS', 'FAILED') THEN now() END
      FROM result r
      WHERE d.tenant_id = r.t AND d.id = r.d AND d.claim = r.c AND d.status = 'RUNNING'
      RETURNING d.tenant_id, d.id, r.p
    ),
    kept AS (
      INSERT INTO attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms, request, response, error)
      SELECT w.tenant_id, w.id, p.number, p."isSuccess", p."startedAt", p."durationMs", p.request, p.response, p.error
      FROM written w
      CROSS JOIN LATERAL jsonb_to_record(w.p) AS p(
        number int, "isSuccess" boolean, "startedAt" timestamptz, "durationMs" real, request jsonb, response jsonb, error text)
      WHERE w.p IS NOT NULL
      ON CONFLICT DO NOTHING
    )
    SELECT id FROM written`);
  return new Set(rows.map((row) => row.id));
}

/** Short names: the document is made and parsed thousands of times a second. */
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
    p: outcome.attempt,
  };
}
