import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { endSessionsOf } from './end.ts';

/** Ends every session and API token of a user, within seconds and on every node. NOT_FOUND where there is no such user. */
export function endUserSessions(ctx: Context, userId: string): Promise<{ sessions: number; apiTokens: number }> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    const where = { tenantId_id: { tenantId: ctx.tenantId, id: userId } };
    const select = { id: true, email: true };
    const user = isUuid(userId) ? await ctx.tx.prisma.user.findUnique({ where, select }) : null;
    if (!user) throw new AppError('NOT_FOUND', `there is no user ${userId}`);
    const ended = await endSessionsOf(ctx, userId, 'ended_by_admin');
    recordAudit(ctx, {
      action: 'user.sessions_ended',
      target: { type: 'user', id: userId, name: user.email },
      outcome: ended.sessions + ended.apiTokens > 0 ? 'changed' : 'noop',
      detail: { sessions: ended.sessions, api_tokens: ended.apiTokens },
    });
    return ended;
  });
}
