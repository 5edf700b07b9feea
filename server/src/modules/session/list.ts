import type { Context } from '../../context.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { whose } from '../../whose.ts';
import type { SessionRow } from './internal.ts';

/** A page of a user's open sessions, the newest first: one's own, or with `user:read` another's. */
export function listSessions(
  ctx: Context,
  { page, userId }: { page: PageInput; userId?: string | null },
): Promise<Page<SessionRow>> {
  const where = { userId: whose(ctx, userId, 'user:read'), revokedAt: null, expiresAt: { gt: ctx.clock.now() } };
  return paginate(
    page,
    { field: 'id', direction: 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.session.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.session.count({ where })),
  );
}
