import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidCursor, readCursor, writeCursor } from '../../cursor.ts';
import { loaderOf } from '../../loader.ts';
import { type Page, type PageInput, pageSize } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { countMembers, membersOfGroups } from './members-page.sql.ts';
import type { MembershipRow } from './membership-row.ts';

/** A page of a group's members, those who were created first first. Asked for many groups, it is one query. */
export async function listMembers(ctx: Context, groupId: string, page: PageInput): Promise<Page<MembershipRow>> {
  requireScope(ctx, 'group:read');
  const size = pageSize(page);
  const afterUserId = page.after ? userIdIn(page.after) : null;
  const pages = loaderOf(ctx, `members:${size}:${afterUserId}`, (groupIds) =>
    transaction(ctx, ({ tx, tenantId }) => membersOfGroups(tx, tenantId, { groupIds, afterUserId, take: size + 1 })),
  );
  const counts = loaderOf(ctx, 'member-count', (groupIds) =>
    transaction(ctx, ({ tx, tenantId }) => countMembers(tx, tenantId, groupIds)),
  );
  const found = (await pages.load(groupId)) ?? [];
  return {
    rows: found.slice(0, size).map((row) => ({ row, cursor: writeCursor(null, row.userId) })),
    hasNextPage: found.length > size,
    count: async () => (await counts.load(groupId)) ?? 0,
  };
}

/** Whether the user is in the group, and until when; null when not. */
export function findMembership(
  ctx: Context,
  { groupId, userId }: { groupId: string; userId: string },
): Promise<MembershipRow | null> {
  requireScope(ctx, 'group:read');
  if (!isUuid(groupId) || !isUuid(userId)) return Promise.resolve(null);
  return transaction(ctx, ({ tx, tenantId }) =>
    tx.prisma.membership.findUnique({ where: { tenantId_groupId_userId: { tenantId, groupId, userId } } }),
  );
}

function userIdIn(cursor: string): string {
  const userId = String(readCursor(cursor).at(-1));
  if (isUuid(userId)) return userId;
  throw invalidCursor();
}
