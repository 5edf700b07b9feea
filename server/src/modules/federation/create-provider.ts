import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { CreateFederatedProvider } from './federation.input.ts';
import { providerTarget } from './federation-audit.ts';
import type { FederatedProviderRow } from './internal.ts';

/** Creates a federated provider. CONFLICT when the name is taken. */
export function createFederatedProvider(ctx: Context, input: unknown): Promise<FederatedProviderRow> {
  requireScope(ctx, 'user:write');
  const { name, providerType } = parseInput(CreateFederatedProvider, input);
  return transaction(ctx, async (ctx) => {
    const { tenantId } = ctx;
    const created = ctx.tx.prisma.federatedProvider.create({ data: { tenantId, id: newId(), name, providerType } });
    const provider = await refuseDuplicate(created, { name: `there is a federated provider named ${name} already` });
    const detail = { new: { name, providerType } };
    recordAudit(ctx, { action: 'federated_provider.created', target: providerTarget(provider), detail });
    return provider;
  });
}
