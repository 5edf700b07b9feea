import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { type AppMappingRow, getAppMapping } from './internal.ts';

export interface AppMappingFilter {
  applicationId?: string | null;
  userId?: string | null;
  groupId?: string | null;
  /** Part of the role, or of what the application or its holder is called, in any case. */
  text?: string | null;
}

export type AppMappingOrderField = 'role' | 'createdAt' | 'application';

const TRAITS: Partial<Record<AppMappingOrderField, FieldTraits>> = { application: { path: ['application', 'name'] } };
const WITH_APPLICATION = { application: { select: { name: true } } } as const;

interface ListInput {
  page: PageInput;
  filter?: AppMappingFilter | null;
  order?: Order<AppMappingOrderField>;
}

const OLDEST_FIRST = { field: 'createdAt', direction: 'ASC' } as const;

/** A page of the tenant's app mappings, the oldest first where no other order is asked for. */
export function listAppMappings(
  ctx: Context,
  { page, filter, order = OLDEST_FIRST }: ListInput,
): Promise<Page<AppMappingRow>> {
  requireScope(ctx, 'application:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.appMapping.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
          include: WITH_APPLICATION,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.appMapping.count({ where })),
  );
}

/** One mapping, or NOT_FOUND. */
export function readAppMapping(ctx: Context, id: string): Promise<AppMappingRow> {
  requireScope(ctx, 'application:read');
  return transaction(ctx, (ctx) => getAppMapping(ctx, id));
}

function toWhere({ text, ...ids }: AppMappingFilter): Prisma.AppMappingWhereInput {
  const given = Object.entries(ids).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  for (const [name, id] of given) {
    if (!isUuid(id)) throw invalidField(`filter.${name}`, 'is not an id');
  }
  return { ...Object.fromEntries(given), ...(text ? mentions(text) : {}) };
}

function mentions(text: string): Prisma.AppMappingWhereInput {
  const part = containing(text);
  const user = { OR: [{ email: part }, { firstName: part }, { lastName: part }] };
  return { OR: [{ role: part }, { application: { name: part } }, { group: { name: part } }, { user }] };
}
