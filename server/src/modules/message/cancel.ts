import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { getMessage, type MessageRow } from './internal.ts';

/** Cancels a message that waits. PRECONDITION_FAILED when it is over, or on its way this moment. */
export function cancelMessage(ctx: Context, id: string): Promise<MessageRow> {
  requireScope(ctx, 'message:write');
  return transaction(ctx, async (ctx) => {
    const { tx, tenantId, clock } = ctx;
    const message = await getMessage(ctx, id);
    const now = clock.now();
    // In one statement with the question whether it may be: a run may be claiming it.
    const { count } = await tx.prisma.message.updateMany({
      where: {
        tenantId,
        id: message.id,
        status: 'PENDING',
        OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
      },
      data: { status: 'CANCELLED', reason: null, claimedUntil: null, finishedAt: now },
    });
    if (count === 0) {
      const state = message.status === 'PENDING' ? 'on its way' : message.status.toLowerCase();
      throw new AppError('PRECONDITION_FAILED', `the message is ${state} and cannot be cancelled`);
    }
    recordAudit(ctx, { action: 'message.cancelled', target: { type: 'message', id, name: message.subject } });
    return getMessage(ctx, id);
  });
}
