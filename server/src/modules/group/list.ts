import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { type GroupRow, getGroup } from './internal.ts';

export type GroupOrderField = 'name' | 'createdAt';

export interface GroupFilter {
  /** Part of the name, any case. */
  text?: string | null;
  /** How the name begins, in this case. */
  namePrefix?: string | null;
  /** Groups that this user is a member of. */
  memberId?: string | null;
}

/** A page of the tenant's groups. */
export function listGroups(
  ctx: Context,
  { page, filter = {}, order }: { page: PageInput; filter?: GroupFilter | null; order: Order<GroupOrderField> },
): Promise<Page<GroupRow>> {
  requireScope(ctx, 'group:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.group.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.group.count({ where })),
  );
}

/** One group, or NOT_FOUND. */
export function readGroup(ctx: Context, id: string): Promise<GroupRow> {
  requireScope(ctx, 'group:read');
  return transaction(ctx, (ctx) => getGroup(ctx, id));
}

/** The group of exactly this name, or null. */
export function findGroupByName(ctx: Context, name: string): Promise<GroupRow | null> {
  requireScope(ctx, 'group:read');
  return transaction(ctx, ({ tx, tenantId }) =>
    tx.prisma.group.findUnique({ where: { tenantId_name: { tenantId, name } } }),
  );
}

function toWhere({ text, namePrefix, memberId }: GroupFilter): Prisma.GroupWhereInput {
  if (memberId && !isUuid(memberId)) throw invalidField('filter.memberId', 'is not the id of a user');
  return {
    ...(text ? { name: { contains: text, mode: 'insensitive' } } : {}),
    ...(namePrefix ? { AND: [{ name: { startsWith: namePrefix } }] } : {}),
    ...(memberId ? { memberships: { some: { userId: memberId } } } : {}),
  };
}
