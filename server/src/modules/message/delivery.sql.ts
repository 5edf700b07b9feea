import { type SqlTransaction, sql } from '../../platform/db/index.ts';

export interface DueMessage {
  id: string;
  subject: string;
  text: string;
  attempts: number;
  email: string;
  isActive: boolean;
}

export type Verdict =
  | { status: 'SENT'; reason: null }
  | { status: 'FAILED'; reason: string }
  | { status: 'PENDING'; reason: string; nextAttemptAt: Date };

/** Takes messages that are due, in their order, for as long as a hand-over can take. */
export function claimDue(tx: SqlTransaction, { now, until, most }: { now: Date; until: Date; most: number }) {
  return tx.query<DueMessage>(sql`
    WITH due AS (
      SELECT id FROM messages
      WHERE tenant_id = current_tenant_id() AND status = 'PENDING' AND next_attempt_at <= ${now}::timestamptz
        AND (claimed_until IS NULL OR claimed_until <= ${now}::timestamptz)
      ORDER BY next_attempt_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    UPDATE messages m SET claimed_until = ${until}::timestamptz FROM due, users u
    WHERE m.tenant_id = current_tenant_id() AND m.id = due.id AND u.tenant_id = m.tenant_id AND u.id = m.user_id
    RETURNING m.id, m.subject, m.text, m.attempts, u.email, u.is_active AS "isActive"`);
}

/** Says of messages that are due why they wait. Answers how many. */
export function explainWaiting(tx: SqlTransaction, now: Date, reason: string): Promise<number> {
  return tx.execute(sql`
    UPDATE messages SET reason = ${reason}
    WHERE tenant_id = current_tenant_id() AND status = 'PENDING' AND next_attempt_at <= ${now}::timestamptz`);
}

export function writeVerdict(
  tx: SqlTransaction,
  { id, attempts }: Pick<DueMessage, 'id' | 'attempts'>,
  verdict: Verdict,
  now: Date,
): Promise<number> {
  const next = verdict.status === 'PENDING' ? verdict.nextAttemptAt : null;
  return tx.execute(sql`
    UPDATE messages
    SET status = ${verdict.status}::message_status, reason = ${verdict.reason}, attempts = ${attempts}::int,
        claimed_until = NULL, next_attempt_at = COALESCE(${next}::timestamptz, next_attempt_at),
        finished_at = ${next === null ? now : null}::timestamptz
    WHERE tenant_id = current_tenant_id() AND id = ${id}::uuid AND status = 'PENDING'`);
}
