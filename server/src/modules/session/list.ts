import type { Prisma } from '@joinery/prisma';
import type { Context } from '../../context.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { searchWords } from '../../search-words.ts';
import { transaction } from '../../transaction.ts';
import { whose } from '../../whose.ts';
import type { SessionRow } from './internal.ts';

interface ListInput {
  page: PageInput;
  userId?: string | null;
  /** Words, each a part of what the browser calls itself or of the address, in any case. */
  text?: string | null;
  /** Only those that were last refreshed before then. */
  idleSince?: Date | null;
  order?: Order<'createdAt' | 'rotatedAt'>;
}

const NEWEST_FIRST = { field: 'createdAt', direction: 'DESC' } as const;

/** A page of a user's open sessions, the newest first where no other order is asked for: one's own, or with `user:read` another's. */
export function listSessions(
  ctx: Context,
  { page, userId, text, idleSince, order = NEWEST_FIRST }: ListInput,
): Promise<Page<SessionRow>> {
  const where: Prisma.SessionWhereInput = {
    userId: whose(ctx, userId, 'user:read'),
    revokedAt: null,
    expiresAt: { gt: ctx.clock.now() },
    ...(idleSince ? { rotatedAt: { lt: idleSince } } : {}),
    AND: searchWords(text, 'text').map((word) => ({
      OR: [{ userAgent: containing(word) }, { ipAddress: containing(word) }],
    })),
  };
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.session.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.session.count({ where })),
  );
}
