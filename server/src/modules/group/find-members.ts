import type { MembershipSource, Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Order, type Page, type PageInput, pageSize, readCursor, writeCursor } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import type { MemberRow, MembershipRow } from './membership-row.ts';

type MemberOrderField = 'lastName' | 'email' | 'createdAt';

interface FindInput {
  page: PageInput;
  filter?: { text?: string | null; source?: MembershipSource | null } | null;
  order?: Order<MemberOrderField> | null;
}

const MOST_WORDS = 10;
const BY_NAME = { field: 'lastName', direction: 'ASC' } as const;

/** A page of those of a group's members that fit the filter, by their names where no other order is asked for. */
export async function findMembers(
  ctx: Context,
  groupId: string,
  { page, filter, order }: FindInput,
): Promise<Page<MembershipRow>> {
  requireScope(ctx, 'group:read');
  const size = pageSize(page);
  const { field, direction } = order ?? BY_NAME;
  const past = direction === 'ASC' ? 'asc' : 'desc';
  const where = toWhere(groupId, filter ?? {});
  const beyond = page.after ? after(field, past, readCursor(page.after)) : {};
  const found = await transaction(ctx, ({ tx }) =>
    tx.prisma.membership.findMany({
      where: { AND: [where, beyond] },
      orderBy: [field === 'createdAt' ? { createdAt: past } : { user: { [field]: past } }, { userId: past }],
      take: size + 1,
      include: { user: { omit: { passwordHash: true } } },
    }),
  );
  const keyOf = (row: MembershipRow & { user: MemberRow }) => (field === 'createdAt' ? row.createdAt : row.user[field]);
  return {
    rows: found.slice(0, size).map((row) => ({ row, cursor: writeCursor(keyOf(row), row.userId) })),
    hasNextPage: found.length > size,
    count: () => transaction(ctx, ({ tx }) => tx.prisma.membership.count({ where })),
  };
}

function toWhere(groupId: string, { text, source }: NonNullable<FindInput['filter']>): Prisma.MembershipWhereInput {
  const words = (text ?? '').split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) throw invalidField('filter.text', `must have at most ${MOST_WORDS} words`);
  return {
    groupId,
    ...(source ? { source } : {}),
    user: { AND: words.map(called) },
  };
}

function called(word: string): Prisma.UserWhereInput {
  const part = containing(word);
  return { OR: [{ email: part }, { username: part }, { firstName: part }, { lastName: part }] };
}

/** What comes behind a cursor. */
function after(
  field: MemberOrderField,
  past: 'asc' | 'desc',
  [value, userId]: [unknown, string],
): Prisma.MembershipWhereInput {
  const isBehind = past === 'asc' ? 'gt' : 'lt';
  const on = (condition: unknown) =>
    field === 'createdAt' ? { createdAt: condition } : { user: { [field]: condition } };
  return { OR: [on({ [isBehind]: value }), { AND: [on(value), { userId: { [isBehind]: userId } }] }] } as object;
}
