import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';

const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Removes the tenant's API tokens that expired or were revoked more than seven days ago. Answers how many. */
export function removeEndedApiTokens(ctx: Context): Promise<number> {
  return transaction(ctx, async ({ tx, clock }) => {
    const before = new Date(clock.now().getTime() - KEPT_MS);
    const where = { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] };
    const { count } = await tx.prisma.apiToken.deleteMany({ where });
    return count;
  });
}
