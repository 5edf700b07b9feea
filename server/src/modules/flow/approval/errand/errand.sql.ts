import { type SqlTransaction, sql } from '../../../../platform/db/index.ts';
import { isAlive } from '../../../../platform/workers/index.ts';
import type { SqlTxContext } from '../../../../transaction.ts';
import type { ClaimedErrand, Errand } from './errand.ts';

/** Adds an errand in the caller's transaction: it is done if that commits, whatever becomes of the process. Once by its id. */
export async function addErrand(
  { tx, tenantId, clock, signals }: SqlTxContext,
  { id, connectionId, kind, data }: Errand & { id: string; connectionId: string },
): Promise<void> {
  await tx.execute(sql`
    INSERT INTO approval_errands (tenant_id, id, connection_id, kind, data, due_at)
    VALUES (${tenantId}::uuid, ${id}::uuid, ${connectionId}::uuid, ${kind}, ${JSON.stringify(data)}::jsonb,
            ${clock.now()}::timestamptz)
    ON CONFLICT DO NOTHING`);
  tx.afterCommit(() => signals.raise('approval_errands', [tenantId]));
}

interface ClaimBounds {
  workerId: string;
  now: Date;
  leasedUntil: Date;
  room: number;
}

/**
 * Claims what is due, and what somebody had who is gone or has had it for too long: an errand may be done twice, and both
 * kinds bear it.
 */
export function claimErrands(
  tx: SqlTransaction,
  { workerId, now, leasedUntil, room }: ClaimBounds,
): Promise<ClaimedErrand[]> {
  return tx.query<ClaimedErrand>(sql`
    UPDATE approval_errands e
    SET worker_id = ${workerId}::bigint, leased_until = ${leasedUntil}::timestamptz, attempts = e.attempts + 1
    FROM (SELECT tenant_id, id FROM approval_errands d
          WHERE finished_at IS NULL AND due_at <= ${now}::timestamptz
            AND (worker_id IS NULL OR leased_until <= ${now}::timestamptz OR NOT ${isAlive(sql`d.worker_id`)})
          ORDER BY due_at LIMIT ${room} FOR UPDATE SKIP LOCKED) due
    WHERE e.tenant_id = due.tenant_id AND e.id = due.id
    RETURNING e.tenant_id AS "tenantId", e.id, e.connection_id AS "connectionId", e.kind, e.data, e.attempts,
              e.worker_id::text AS "workerId"`);
}

/** Ends an errand, or puts it off; false for one that is somebody else's by now. */
export async function writeErrand(
  { tx, tenantId, clock }: SqlTxContext,
  { id, workerId, attempts }: ClaimedErrand,
  { error = null, dueAt = null }: { error?: string | null; dueAt?: Date | null } = {},
): Promise<boolean> {
  const written = await tx.execute(sql`
    UPDATE approval_errands
    SET worker_id = NULL, leased_until = NULL, error = ${error}, due_at = COALESCE(${dueAt}::timestamptz, due_at),
        finished_at = ${dueAt === null ? clock.now() : null}::timestamptz
    WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND worker_id = ${workerId}::bigint
      AND attempts = ${attempts}::int AND finished_at IS NULL`);
  return written === 1;
}
