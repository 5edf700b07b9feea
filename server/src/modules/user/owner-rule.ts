import type { UserRole } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';

interface Owner {
  id: string;
  role: UserRole;
  isActive: boolean;
}

/**
 * Throws PRECONDITION_FAILED when the tenant would have no active owner without this one. Holds a lock until the
 * transaction ends, so that the last two cannot leave at the same time; taken after every other lock.
 */
export async function requireAnotherOwner(ctx: SqlTxContext, { id, role, isActive }: Owner): Promise<void> {
  if (role !== 'OWNER' || !isActive) return;
  if ((await countOwnersExclusively(ctx, [id])) > 0) return;
  throw new AppError('PRECONDITION_FAILED', 'this is the last active owner; make somebody else an owner first', {
    reason: 'LAST_OWNER',
  });
}

/** How many active owners there are beside these, while nobody else takes one away. */
export async function countOwnersExclusively({ tx, tenantId }: SqlTxContext, besides: string[]): Promise<number> {
  await tx.query(sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`owners:${tenantId}`}, 0))`);
  const [row] = await tx.query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM users
    WHERE tenant_id = ${tenantId}::uuid AND role = 'OWNER' AND is_active AND id <> ALL(${besides}::uuid[])`);
  return row?.count ?? 0;
}
