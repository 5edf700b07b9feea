import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { type ApplicationRow, getApplication, WITHOUT_HASHES } from './internal.ts';

export type ApplicationOrderField = 'name' | 'createdAt' | 'secretRotatedAt';

export interface ApplicationFilter {
  /** Part of the name, any case. */
  text?: string | null;
}

interface ListInput {
  page: PageInput;
  filter?: ApplicationFilter | null;
  order: Order<ApplicationOrderField>;
}

/** A page of the tenant's applications. */
export function listApplications(ctx: Context, { page, filter, order }: ListInput): Promise<Page<ApplicationRow>> {
  requireScope(ctx, 'application:read');
  const where: Prisma.ApplicationWhereInput = filter?.text
    ? { name: { contains: filter.text, mode: 'insensitive' } }
    : {};
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.application.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
          omit: WITHOUT_HASHES,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.application.count({ where })),
  );
}

/** One application, or NOT_FOUND. */
export function readApplication(ctx: Context, id: string): Promise<ApplicationRow> {
  requireScope(ctx, 'application:read');
  return transaction(ctx, (ctx) => getApplication(ctx, id));
}
