import type { Prisma } from '@joinery/prisma';
import type { Context } from '../../context.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import { whose } from '../../whose.ts';
import type { ApiTokenRow } from './internal.ts';

interface ListInput {
  page: PageInput;
  userId?: string | null;
  /** Only those that can be used, or only those that have ended. */
  isActive?: boolean | null;
  /** Part of the name, in any case. */
  text?: string | null;
  order?: Order<ApiTokenOrderField>;
}

type ApiTokenOrderField = 'name' | 'createdAt' | 'lastUsedAt' | 'expiresAt';

const TRAITS: Partial<Record<ApiTokenOrderField, FieldTraits>> = {
  lastUsedAt: { empty: 'last' },
  expiresAt: { empty: 'last' },
};
const NEWEST_FIRST = { field: 'createdAt', direction: 'DESC' } as const;

/** A page of a user's API tokens, the newest first where no other order is asked for: one's own, or with `user:read` another's. */
export function listApiTokens(
  ctx: Context,
  { page, userId, isActive, text, order = NEWEST_FIRST }: ListInput,
): Promise<Page<ApiTokenRow>> {
  const active = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: ctx.clock.now() } }] };
  const where: Prisma.ApiTokenWhereInput = {
    userId: whose(ctx, userId, 'user:read'),
    ...(text ? { name: containing(text) } : {}),
    ...(isActive == null ? {} : isActive ? active : { NOT: active }),
  };
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.apiToken.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.apiToken.count({ where })),
  );
}
