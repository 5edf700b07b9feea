import { AppError, invalidField } from '../../errors.ts';
import type { TxContext } from '../../transaction.ts';
import { type ChainRow, getChain } from './internal.ts';

/** Makes two chains each other's counterpart: one gives what the other takes away. Whoever was before is let go. */
export async function linkCounterpart(ctx: TxContext, chain: ChainRow, counterpartId: string): Promise<void> {
  if (counterpartId === chain.id) throw invalidField('counterpartId', 'must be another chain');
  const other = await counterpart(ctx, counterpartId);
  if (chain.purpose !== 'OTHER' && chain.purpose === other.purpose) {
    throw invalidField('counterpartId', `is for ${other.purpose} too: one gives, the other takes away`);
  }
  await unlinkCounterpart(ctx, [chain.id, other.id]);
  const { prisma } = ctx.tx;
  for (const [id, otherId] of [
    [chain.id, other.id],
    [other.id, chain.id],
  ] as const) {
    await prisma.actionChain.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { counterpartId: otherId },
    });
  }
}

/** These chains and whoever names them have no counterpart any more. */
export async function unlinkCounterpart({ tx }: TxContext, ids: readonly string[]): Promise<void> {
  const where = { OR: [{ id: { in: [...ids] } }, { counterpartId: { in: [...ids] } }] };
  await tx.prisma.actionChain.updateMany({ where, data: { counterpartId: null } });
}

async function counterpart(ctx: TxContext, id: string): Promise<ChainRow> {
  try {
    return await getChain(ctx, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    throw invalidField('counterpartId', error.message);
  }
}
