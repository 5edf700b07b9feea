import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { findRecipients } from './find-recipients.ts';
import type { MessageRow } from './internal.ts';
import { SendMessage } from './message.input.ts';

const SHOWN = 100;

/** Queues a message to each of the active users that are meant. INVALID_INPUT where there is nobody. */
export async function sendMessage(ctx: Context, input: unknown): Promise<{ count: number; messages: MessageRow[] }> {
  requireScope(ctx, 'message:write');
  const { to, subject, text, sendAt } = parseInput(SendMessage, input);
  const userIds = await findRecipients(ctx, to);
  if (userIds.length === 0) throw invalidField('to', 'names nobody who is active');
  const { tenantId, clock, actor } = ctx;
  const at = sendAt ?? clock.now();
  const createdById = actor.kind === 'user' ? actor.id : null;
  const rows = userIds.map((userId) => {
    const when = { scheduledAt: at, nextAttemptAt: at, createdAt: clock.now() };
    return { tenantId, id: newId(), userId, subject, text, createdById, ...when };
  });
  return transaction(ctx, async (ctx) => {
    const { count } = await ctx.tx.prisma.message.createMany({ data: rows });
    const [only] = rows.length === 1 ? rows : [];
    recordAudit(ctx, {
      action: 'message.created',
      target: { type: 'message', name: subject, ...(only ? { id: only.id } : {}) },
      detail: { to, count, scheduledAt: at.toISOString() },
    });
    if (count !== rows.length) throw new AppError('CONFLICT', 'the users have changed meanwhile; send it again');
    const shown = rows.slice(0, SHOWN).map(({ id }) => id);
    const messages = await ctx.tx.prisma.message.findMany({ where: { id: { in: shown } }, orderBy: { id: 'asc' } });
    return { count, messages };
  });
}
