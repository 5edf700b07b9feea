import { MembershipSource, type Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { Key } from '../../keyset.ts';
import { directionOf, type Order, type Page, type PageInput, paginateByKeys } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { searchWords } from '../../search-words.ts';
import { transaction } from '../../transaction.ts';
import type { MembershipRow } from './membership-row.ts';

export type MemberOrderField = 'lastName' | 'email' | 'createdAt' | 'source' | 'expiresAt';

interface FindInput {
  page: PageInput;
  filter?: { text?: string | null; source?: MembershipSource | null } | null;
  order?: Order<MemberOrderField> | null;
}

const BY_NAME = { field: 'lastName', direction: 'ASC' } as const;

const KEYS: Record<MemberOrderField, Omit<Key, 'direction'>> = {
  lastName: { path: ['user', 'lastName'] },
  email: { path: ['user', 'email'] },
  createdAt: { path: ['createdAt'] },
  source: { path: ['source'], values: Object.values(MembershipSource) },
  expiresAt: { path: ['expiresAt'], empty: 'last' },
};

/** A page of those of a group's members that fit the filter, by their names where no other order is asked for. */
export function findMembers(
  ctx: Context,
  groupId: string,
  { page, filter, order }: FindInput,
): Promise<Page<MembershipRow>> {
  requireScope(ctx, 'group:read');
  const where = toWhere(groupId, filter ?? {});
  return paginateByKeys(
    page,
    keysOf(order ?? BY_NAME),
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.membership.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
          include: { user: { omit: { passwordHash: true } } },
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.membership.count({ where })),
  );
}

/** A membership has no id of its own: within a group its user tells it apart. */
function keysOf(order: Order<MemberOrderField>): Key[] {
  const direction = directionOf(order);
  return [
    { ...KEYS[order.field], direction },
    { path: ['userId'], direction },
  ];
}

function toWhere(groupId: string, { text, source }: NonNullable<FindInput['filter']>): Prisma.MembershipWhereInput {
  return {
    groupId,
    ...(source ? { source } : {}),
    user: { AND: searchWords(text, 'filter.text').map(called) },
  };
}

function called(word: string): Prisma.UserWhereInput {
  const part = containing(word);
  return { OR: [{ email: part }, { username: part }, { firstName: part }, { lastName: part }] };
}
