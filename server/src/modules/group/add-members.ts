import { requireScope } from '../../access.ts';
import { type BulkItem, bulk } from '../../bulk.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { addMember } from './add-member.ts';
import { getGroup } from './internal.ts';

export interface AddMembers {
  groupId: string;
  userIds: unknown;
  /** As for one member: left out keeps what a member has. */
  expiresAt?: Date | null | undefined;
}

/** Adds up to 500 users to a group, each by itself. NOT_FOUND where there is no such group. */
export async function addGroupMembers(ctx: Context, { groupId, userIds, expiresAt }: AddMembers): Promise<BulkItem[]> {
  requireScope(ctx, 'group:write');
  await transaction(ctx, (ctx) => getGroup(ctx, groupId));
  return bulk('userIds', userIds, async (userId) => {
    const { isChanged } = await addMember(ctx, { groupId, userId, expiresAt });
    return isChanged ? { isChanged } : { isChanged, reason: 'is a member already' };
  });
}
