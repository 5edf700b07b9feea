import { AppError, invalidField } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { SqlTxContext } from '../../transaction.ts';

/**
 * Lets one transaction of the tenant at a time change who manages whom, until it ends. Taken before any row is locked:
 * two changes that are each right could make a cycle together.
 */
export async function lockManagers({ tx, tenantId }: SqlTxContext): Promise<void> {
  await tx.query(sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`managers:${tenantId}`}, 0))`);
}

/** Throws unless this manager exists (NOT_FOUND) and does not report to the user, through however many (INVALID_INPUT). */
export async function requireNoCycle({ tx, tenantId }: SqlTxContext, userId: string, managerId: string): Promise<void> {
  const above = isUuid(managerId)
    ? await tx.query<{ id: string }>(sql`
        WITH RECURSIVE above(id, manager_id) AS (
          SELECT id, manager_id FROM users WHERE tenant_id = ${tenantId}::uuid AND id = ${managerId}::uuid
          UNION
          SELECT u.id, u.manager_id FROM above
          JOIN users u ON u.tenant_id = ${tenantId}::uuid AND u.id = above.manager_id
        )
        SELECT id FROM above`)
    : [];
  if (above.length === 0) throw new AppError('NOT_FOUND', `there is no user ${managerId}`);
  if (managerId === userId) throw invalidField('managerId', 'must be somebody else');
  if (!above.some(({ id }) => id === userId)) return;
  throw invalidField('managerId', 'reports to this user already: the two would manage each other');
}
