import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { unlinkCounterpart } from './counterpart.ts';
import { type ChainRow, chainTarget } from './internal.ts';
import { getChainToChange } from './update.ts';

/** Deletes a chain: no flow of it starts any more, those that are under way finish, and what they were stays readable. */
export function deleteActionChain(ctx: Context, id: string): Promise<ChainRow> {
  requireScope(ctx, 'chain:write');
  return transaction(ctx, async (ctx) => {
    const chain = await getChainToChange(ctx, id);
    await unlinkCounterpart(ctx, [chain.id]);
    const where = { tenantId_id: { tenantId: ctx.tenantId, id: chain.id } };
    await ctx.tx.prisma.actionChain.update({ where, data: { deletedAt: ctx.clock.now() } });
    recordAudit(ctx, {
      action: 'action_chain.deleted',
      target: chainTarget(chain),
      detail: { old: { version: chain.version } },
    });
    return chain;
  });
}
