import type { TxContext } from '../../transaction.ts';
import { revokeTokensOf } from '../api-token/index.ts';

/** Ends a session, in the caller's transaction: its access token too, within seconds, on every node. */
export async function endSession(ctx: TxContext, { id }: { id: string }, reason: string): Promise<number> {
  return end(ctx, { id }, reason);
}

/** Ends every session of a user but the one that the request came with. Answers how many. */
export async function endOtherSessions(ctx: TxContext, userId: string, reason: string): Promise<number> {
  const { credentialId } = ctx.actor;
  return end(ctx, { userId, ...(credentialId ? { id: { not: credentialId } } : {}) }, reason);
}

/**
 * Ends every session and API token of a user, in the caller's transaction; once it has committed, what they hold opens
 * nothing on any node within seconds, open sockets included. Call it when a user is deactivated or deleted.
 */
export async function endSessionsOf(
  ctx: TxContext,
  userId: string,
  reason = 'user_deactivated',
): Promise<{ sessions: number; apiTokens: number }> {
  const sessions = await end(ctx, { userId }, reason);
  return { sessions, apiTokens: await revokeTokensOf(ctx, userId) };
}

async function end(
  { tx, clock, signals, tenantId }: TxContext,
  which: { id?: string | { not: string }; userId?: string },
  reason: string,
): Promise<number> {
  const { count } = await tx.prisma.session.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: clock.now(), revokedReason: reason },
  });
  tx.afterCommit(() => signals.raise('revocations', [tenantId]));
  return count;
}
