import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import type { UserRow } from './account.ts';

/** The user who acts; of an API token its owner. Needs no scope: everyone may see themselves. */
export function getMe(ctx: Context): Promise<UserRow> {
  return transaction(ctx, ownUser);
}

export function ownUser({ tx, tenantId, actor }: TxContext): Promise<UserRow> {
  if (!actor.id) throw new AppError('FORBIDDEN', 'this needs a user');
  return tx.prisma.user.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: actor.id } } });
}
