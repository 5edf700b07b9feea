import { hasScope, requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { getMfaMethod, type MfaMethodRow } from './internal.ts';
import { mfaData } from './mfa-data.ts';

/**
 * Removes a second factor, with its recovery codes: one's own, or with `user:write` that of someone who has lost
 * theirs. Only an owner may do so to an owner. An API token may not.
 */
export function removeMfaMethod(ctx: Context, id: string): Promise<MfaMethodRow> {
  const { userId } = requirePerson(ctx);
  return transaction(ctx, async (ctx) => {
    const method = await getMfaMethod(ctx, id);
    if (method.userId !== userId) await requirePowerOver(ctx, method);
    const eventId = recordEvent(ctx, 'mfa.unenrolled', await mfaData(ctx, method));
    await ctx.tx.prisma.mfaMethod.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id } } });
    recordAudit(ctx, {
      action: 'mfa.unenrolled',
      target: { type: 'mfa_method', id },
      detail: { user_id: method.userId },
      eventId,
    });
    return method;
  });
}

async function requirePowerOver(ctx: TxContext, { id, tenantId, userId }: MfaMethodRow): Promise<void> {
  if (!hasScope(ctx, 'user:write')) throw new AppError('NOT_FOUND', `there is no MFA method ${id}`);
  const { role } = await ctx.tx.prisma.user.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: userId } } });
  if (role === 'OWNER' && ctx.actor.role !== 'OWNER') {
    throw new AppError('FORBIDDEN', 'only an owner may remove the second factor of an owner');
  }
}
