import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { whose } from '../../whose.ts';
import type { MfaMethodRow } from './internal.ts';

/** The confirmed second factors of a user, at most five: one's own, or with `user:read` another's. */
export function listMfaMethods(ctx: Context, userId?: string | null): Promise<MfaMethodRow[]> {
  const where = { userId: whose(ctx, userId, 'user:read'), confirmedAt: { not: null } };
  return transaction(ctx, ({ tx }) => tx.prisma.mfaMethod.findMany({ where, orderBy: { id: 'asc' } }));
}
