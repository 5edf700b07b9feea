import { type SqlTransaction, sql } from '../../../platform/db/index.ts';

const raiseVersion = sql`UPDATE tenants SET integration_version = integration_version + 1`;

/** It has begun to fail, unless it had before. */
export async function markFailing(tx: SqlTransaction, id: string, now: Date): Promise<void> {
  const changed = await tx.execute(
    sql`UPDATE integrations SET failing_since = ${now} WHERE id = ${id}::uuid AND failing_since IS NULL`,
  );
  if (changed > 0) await tx.execute(raiseVersion);
}

export async function clearFailing(tx: SqlTransaction, id: string): Promise<void> {
  const changed = await tx.execute(
    sql`UPDATE integrations SET failing_since = NULL, warned_at = NULL WHERE id = ${id}::uuid AND failing_since IS NOT NULL`,
  );
  if (changed > 0) await tx.execute(raiseVersion);
}

/** Answers whether a warning is due: none has been given since `before`. */
export async function markWarned(tx: SqlTransaction, id: string, now: Date, before: Date): Promise<boolean> {
  const changed = await tx.execute(sql`
    UPDATE integrations SET warned_at = ${now}
    WHERE id = ${id}::uuid AND enabled AND (warned_at IS NULL OR warned_at <= ${before})`);
  return changed > 0;
}

/**
 * Turns an integration off, and ends what still waits of it. Answers how many
 * deliveries that ended; null when it was off already, or when it must have been warned of before and was not.
 */
export async function disableFailing(
  tx: SqlTransaction,
  id: string,
  { now, reason, warnedBefore }: { now: Date; reason: string; warnedBefore: Date | null },
): Promise<number | null> {
  const changed = await tx.execute(sql`
    UPDATE integrations SET enabled = false, disabled_at = ${now}, disabled_reason = ${reason}, updated_at = ${now},
                            version = version + 1
    WHERE id = ${id}::uuid AND enabled
      AND (${warnedBefore}::timestamptz IS NULL OR warned_at <= ${warnedBefore}::timestamptz)`);
  if (changed === 0) return null;
  await tx.execute(raiseVersion);
  return tx.execute(sql`
    UPDATE deliveries SET status = 'CANCELLED', is_missed = true, finished_at = ${now}, error = ${`the integration was disabled: ${reason}`},
                          xid = pg_current_xact_id()
    WHERE integration_id = ${id}::uuid AND status = 'PENDING'`);
}
