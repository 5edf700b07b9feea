import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { providerTarget } from './federation-audit.ts';
import { type FederatedProviderRow, getProvider } from './internal.ts';

/** Deletes a federated provider and its identities; the users stay. Answers the provider as it was. */
export function deleteFederatedProvider(ctx: Context, id: string): Promise<FederatedProviderRow> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    const provider = await getProvider(ctx, id);
    const { count } = await ctx.tx.prisma.federatedIdentity.deleteMany({ where: { providerId: id } });
    await ctx.tx.prisma.federatedProvider.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id } } });
    const { name, providerType } = provider;
    const detail = { old: { name, providerType }, identities: count };
    recordAudit(ctx, { action: 'federated_provider.deleted', target: providerTarget(provider), detail });
    return provider;
  });
}
