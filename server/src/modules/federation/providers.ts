import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { type FederatedProviderRow, getProvider } from './internal.ts';

/** A page of the tenant's federated providers, by name. */
export function listFederatedProviders(
  ctx: Context,
  { page }: { page: PageInput },
): Promise<Page<FederatedProviderRow>> {
  requireScope(ctx, 'user:read');
  return paginate(
    page,
    { field: 'name', direction: 'ASC' },
    ({ where, orderBy, take }) =>
      transaction(ctx, ({ tx }) => tx.prisma.federatedProvider.findMany({ where, orderBy, take })),
    () => transaction(ctx, ({ tx }) => tx.prisma.federatedProvider.count()),
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
