import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { type AppMappingRow, getAppMapping } from './internal.ts';

export interface AppMappingFilter {
  applicationId?: string | null;
  userId?: string | null;
  groupId?: string | null;
}

/** A page of the tenant's app mappings, the oldest first. */
export function listAppMappings(
  ctx: Context,
  { page, filter }: { page: PageInput; filter?: AppMappingFilter | null },
): Promise<Page<AppMappingRow>> {
  requireScope(ctx, 'application:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { field: 'createdAt', direction: 'ASC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.appMapping.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
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

function toWhere(filter: AppMappingFilter): Prisma.AppMappingWhereInput {
  const given = Object.entries(filter).filter(([, id]) => id !== null && id !== undefined);
  for (const [name, id] of given) {
    if (!isUuid(id)) throw invalidField(`filter.${name}`, 'is not an id');
  }
  return Object.fromEntries(given);
}
