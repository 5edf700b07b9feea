import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';

/** Removes the tenant's sessions that have expired. Answers how many. */
export function removeExpiredSessions(ctx: Context): Promise<number> {
  return transaction(ctx, async ({ tx, clock }) => {
    const { count } = await tx.prisma.session.deleteMany({ where: { expiresAt: { lte: clock.now() } } });
    return count;
  });
}
