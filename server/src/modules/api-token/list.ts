import type { Context } from '../../context.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { whose } from '../../whose.ts';
import type { ApiTokenRow } from './internal.ts';

/** A page of a user's API tokens, the newest first: one's own, or with `user:read` another's. */
export function listApiTokens(
  ctx: Context,
  { page, userId }: { page: PageInput; userId?: string | null },
): Promise<Page<ApiTokenRow>> {
  const where = { userId: whose(ctx, userId, 'user:read') };
  return paginate(
    page,
    { field: 'id', direction: 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.apiToken.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.apiToken.count({ where })),
  );
}
