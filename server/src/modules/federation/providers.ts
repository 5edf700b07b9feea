import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import { type FederatedProviderRow, getProvider } from './internal.ts';

interface ListInput {
  page: PageInput;
  /** Part of the name, any case. */
  text?: string | null;
  order?: Order<'name' | 'providerType' | 'createdAt'>;
}

const BY_NAME = { field: 'name', direction: 'ASC' } as const;

/** A page of the tenant's federated providers, by name where no other order is asked for. */
export function listFederatedProviders(
  ctx: Context,
  { page, text, order = BY_NAME }: ListInput,
): Promise<Page<FederatedProviderRow>> {
  requireScope(ctx, 'user:read');
  const where = text ? { name: containing(text) } : {};
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.federatedProvider.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.federatedProvider.count({ where })),
  );
}

/** One federated provider, or NOT_FOUND. */
export function getFederatedProvider(ctx: Context, id: string): Promise<FederatedProviderRow> {
  requireScope(ctx, 'user:read');
  return transaction(ctx, (ctx) => getProvider(ctx, id));
}

/** The one of exactly this name, or null. */
export function findFederatedProviderByName(ctx: Context, name: string): Promise<FederatedProviderRow | null> {
  requireScope(ctx, 'user:read');
  return transaction(ctx, ({ tx, tenantId }) =>
    tx.prisma.federatedProvider.findUnique({ where: { tenantId_name: { tenantId, name } } }),
  );
}
