import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { type Page, type PageInput, paginate } from '../../../pagination.ts';
import { transaction } from '../../../transaction.ts';
import type { PublisherKeyRow, PublisherRow } from './internal.ts';

/** A page of the publishers of this tenant, or of all that it sees. */
export function listPublishers(
  ctx: Context,
  { page, isOwn }: { page: PageInput; isOwn?: boolean | null },
): Promise<Page<PublisherRow>> {
  requireScope(ctx, 'plugin:read');
  const where = isOwn ? { ownerTenantId: ctx.tenantId } : {};
  return paginate(
    page,
    { field: 'slug', direction: 'ASC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.publisher.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.publisher.count({ where })),
  );
}

/** The keys of publishers, oldest first. */
export function keysOfPublishers(ctx: Context, publisherIds: string[]): Promise<Map<string, PublisherKeyRow[]>> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, async ({ tx }) => {
    const keys = await tx.prisma.publisherKey.findMany({
      where: { publisherId: { in: publisherIds } },
      orderBy: { id: 'asc' },
    });
    return Map.groupBy(keys, (key) => key.publisherId);
  });
}
