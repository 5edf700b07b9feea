import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { type SqlTxContext, sqlTransaction } from '../../transaction.ts';
import { endMemberships } from './end-memberships.ts';
import type { RemovalReason } from './membership-data.ts';
import type { WholeMembership } from './membership-row.ts';

/** Takes a user out of a group. Answers the membership as it was; NOT_FOUND where there is none. */
export function removeGroupMember(
  ctx: Context | SqlTxContext,
  { groupId, userId, reason = 'manual' }: { groupId: string; userId: string; reason?: RemovalReason },
): Promise<WholeMembership> {
  requireScope(ctx, 'group:write');
  const notFound = new AppError('NOT_FOUND', `user ${userId} is not a member of group ${groupId}`);
  if (!isUuid(groupId) || !isUuid(userId)) throw notFound;
  return sqlTransaction(ctx, async (ctx) => {
    const where = sql`m.group_id = ${groupId}::uuid AND m.user_id = ${userId}::uuid`;
    const [ended] = await endMemberships(ctx, where, reason);
    if (ended) return ended;
    throw notFound;
  });
}
