import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { ChainRow } from './internal.ts';

/** The chain of exactly this name or id, or null. Names come first: they are what people write down. */
export function findChain(ctx: Context, nameOrId: string): Promise<ChainRow | null> {
  requireScope(ctx, 'flow:run');
  return transaction(ctx, async ({ tx, tenantId }) => {
    const named = await tx.prisma.actionChain.findFirst({ where: { tenantId, name: nameOrId, deletedAt: null } });
    if (named || !isUuid(nameOrId)) return named;
    return tx.prisma.actionChain.findFirst({ where: { tenantId, id: nameOrId, deletedAt: null } });
  });
}
