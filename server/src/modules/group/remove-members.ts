import { requireScope } from '../../access.ts';
import { type BulkItem, bulk } from '../../bulk.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { getGroup } from './internal.ts';
import { removeGroupMember } from './remove-member.ts';

/** Takes up to 500 users out of a group, each by itself. NOT_FOUND where there is no such group. */
export async function removeGroupMembers(
  ctx: Context,
  { groupId, userIds }: { groupId: string; userIds: unknown },
): Promise<BulkItem[]> {
  requireScope(ctx, 'group:write');
  await transaction(ctx, (ctx) => getGroup(ctx, groupId));
  return bulk('userIds', userIds, async (userId) => {
    try {
      await removeGroupMember(ctx, { groupId, userId });
      return { isChanged: true };
    } catch (error) {
      // Who is gone already is as they should be.
      if (error instanceof AppError && error.code === 'NOT_FOUND') {
        return { isChanged: false, reason: 'is not a member' };
      }
      throw error;
    }
  });
}
