import type { Context } from '../../context.ts';
import { loaderOf } from '../../loader.ts';
import { transaction } from '../../transaction.ts';
import type { AppMappingRow } from '../app-mapping/index.ts';
import type { GroupRow, MembershipRow } from '../group/index.ts';

/** The memberships of a user, by the names of their groups. Asked for many users, it is one query. */
export async function membershipsOf(ctx: Context, userId: string): Promise<(MembershipRow & { group: GroupRow })[]> {
  const loader = loaderOf(ctx, 'memberships-of-user', (userIds) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.membership.findMany({
        where: { userId: { in: userIds } },
        include: { group: true },
        orderBy: { group: { name: 'asc' } },
      });
      return Map.groupBy(rows, (row) => row.userId);
    }),
  );
  return (await loader.load(userId)) ?? [];
}

/** The app mappings of a user itself, the oldest first. Asked for many users, it is one query. */
export async function mappingsOf(ctx: Context, userId: string): Promise<AppMappingRow[]> {
  const loader = loaderOf(ctx, 'app-mappings-of-user', (userIds) =>
    transaction(ctx, async ({ tx }) => {
      const rows = await tx.prisma.appMapping.findMany({ where: { userId: { in: userIds } }, orderBy: { id: 'asc' } });
      return Map.groupBy(rows, (row) => row.userId ?? '');
    }),
  );
  return (await loader.load(userId)) ?? [];
}
