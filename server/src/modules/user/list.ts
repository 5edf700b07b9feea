import { type Prisma, UserRole } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { searchWords } from '../../search-words.ts';
import { transaction } from '../../transaction.ts';
import { type UserRow, WITHOUT_HASH } from './internal.ts';

export type UserOrderField = 'email' | 'lastName' | 'createdAt' | 'lastSignInAt' | 'role' | 'isActive';

/** All that is given must be true. */
export interface UserFilter {
  /** Words, each a part of the email, the username or a name, in any case. */
  text?: string | null;
  isActive?: boolean | null;
  role?: UserRole | null;
  groupId?: string | null;
  managerId?: string | null;
  /** How the email ends, in any case. */
  emailEndsWith?: string | null;
  /** Who has not signed in since then; who never did counts by when they were created. */
  notSignedInSince?: Date | null;
  attributes?: { name: string; value: unknown }[] | null;
}

interface ListInput {
  page: PageInput;
  filter?: UserFilter | null;
  order: Order<UserOrderField>;
}

const MOST_ATTRIBUTES = 20;
const TRAITS: Partial<Record<UserOrderField, FieldTraits>> = {
  lastSignInAt: { empty: 'last' },
  role: { values: Object.values(UserRole) },
  isActive: { values: [false, true] },
};

/** A page of the tenant's users. */
export function listUsers(ctx: Context, { page, filter, order }: ListInput): Promise<Page<UserRow>> {
  requireScope(ctx, 'user:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.user.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
          omit: WITHOUT_HASH,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.user.count({ where })),
  );
}

function toWhere(filter: UserFilter): Prisma.UserWhereInput {
  const { text, isActive, role, groupId, managerId, emailEndsWith, notSignedInSince, attributes } = filter;
  if (groupId && !isUuid(groupId)) throw invalidField('filter.groupId', 'is not the id of a group');
  if (managerId && !isUuid(managerId)) throw invalidField('filter.managerId', 'is not the id of a user');
  if ((attributes ?? []).length > MOST_ATTRIBUTES)
    throw invalidField('filter.attributes', `must be at most ${MOST_ATTRIBUTES}`);
  return {
    ...(isActive === null || isActive === undefined ? {} : { isActive }),
    ...(role ? { role } : {}),
    ...(groupId ? { memberships: { some: { groupId } } } : {}),
    ...(managerId ? { managerId } : {}),
    ...(emailEndsWith ? { email: { endsWith: emailEndsWith.toLowerCase() } } : {}),
    ...(notSignedInSince ? absentSince(notSignedInSince) : {}),
    AND: [...searchWords(text, 'filter.text').map(containing), ...(attributes ?? []).map(having)],
  };
}

function containing(word: string): Prisma.UserWhereInput {
  const part = { contains: word, mode: 'insensitive' } as const;
  return { OR: [{ email: part }, { username: part }, { firstName: part }, { lastName: part }] };
}

function absentSince(time: Date): Prisma.UserWhereInput {
  return { OR: [{ lastSignInAt: { lt: time } }, { lastSignInAt: null, createdAt: { lt: time } }] };
}

function having({ name, value }: { name: string; value: unknown }): Prisma.UserWhereInput {
  return { attributes: { path: [name], equals: value as Prisma.InputJsonValue } };
}
