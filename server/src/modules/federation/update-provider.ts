import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { UpdateFederatedProvider } from './federation.input.ts';
import { providerTarget } from './federation-audit.ts';
import { type FederatedProviderRow, getProvider } from './internal.ts';

/** Renames a federated provider; what it is stays. CONFLICT when the name is taken. */
export function updateFederatedProvider(ctx: Context, id: string, input: unknown): Promise<FederatedProviderRow> {
  requireScope(ctx, 'user:write');
  const wanted = parseInput(UpdateFederatedProvider, input);
  return transaction(ctx, async (ctx) => {
    const before = await getProvider(ctx, id);
    const changes = changesOf(before, wanted);
    if (!changes) {
      recordAudit(ctx, { action: 'federated_provider.updated', target: providerTarget(before), outcome: 'noop' });
      return before;
    }
    const updated = ctx.tx.prisma.federatedProvider.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: changes.new,
    });
    const message = `there is a federated provider named ${wanted.name} already`;
    const provider = await refuseDuplicate(updated, { name: message });
    recordAudit(ctx, { action: 'federated_provider.updated', target: providerTarget(provider), detail: changes });
    return provider;
  });
}
