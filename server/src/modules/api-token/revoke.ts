import { hasScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { type ApiTokenRow, getApiToken } from './internal.ts';

/**
 * Ends an API token within seconds, on every node: one's own, or with `user:write` another's. Revoking it again
 * changes nothing. A member is told NOT_FOUND of a token that is not theirs.
 */
export function revokeApiToken(ctx: Context, id: string): Promise<ApiTokenRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getApiToken(ctx, id);
    const isOwn = ctx.actor.kind === 'user' && before.userId === ctx.actor.id;
    if (!isOwn && !hasScope(ctx, 'user:write')) throw new AppError('NOT_FOUND', `there is no API token ${id}`);
    const target = { type: 'api_token', id, name: before.name };
    if (before.revokedAt) {
      recordAudit(ctx, { action: 'api_token.revoked', target, outcome: 'noop' });
      return before;
    }
    const token = await ctx.tx.prisma.apiToken.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { revokedAt: ctx.clock.now() },
    });
    ctx.tx.afterCommit(() => ctx.signals.raise('revocations', [ctx.tenantId]));
    recordAudit(ctx, { action: 'api_token.revoked', target, detail: { user_id: token.userId } });
    return token;
  });
}

/** Revokes every API token of a user, in the caller's transaction; answers how many. The caller raises the signal. */
export async function revokeTokensOf({ tx, clock }: TxContext, userId: string): Promise<number> {
  const { count } = await tx.prisma.apiToken.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: clock.now() },
  });
  return count;
}
