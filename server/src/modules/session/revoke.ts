import { hasScope, requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { endSession } from './end.ts';
import { getSession, type SessionRow } from './internal.ts';

/**
 * Ends a session within seconds, on every node: one's own, or with `user:write` another's. Ending it again changes
 * nothing. Who may not is told NOT_FOUND.
 */
export function revokeSession(ctx: Context, id: string): Promise<SessionRow> {
  return transaction(ctx, async (ctx) => {
    const session = await getSession(ctx, id);
    const isOwn = ctx.actor.kind === 'user' && session.userId === ctx.actor.id;
    if (!isOwn && !hasScope(ctx, 'user:write')) throw new AppError('NOT_FOUND', `there is no session ${id}`);
    await endAndTell(ctx, session, isOwn ? 'revoked_by_owner' : 'revoked_by_admin');
    return getSession(ctx, id);
  });
}

/** Ends the session that the request came with. */
export function signOut(ctx: Context): Promise<boolean> {
  requirePerson(ctx);
  return transaction(ctx, async (ctx) => {
    await endAndTell(ctx, await getSession(ctx, ctx.actor.credentialId ?? ''), 'signed_out');
    return true;
  });
}

async function endAndTell(ctx: TxContext, { id, userId }: SessionRow, reason: string): Promise<void> {
  const count = await endSession(ctx, { id }, reason);
  recordAudit(ctx, {
    action: 'session.ended',
    target: { type: 'session', id },
    outcome: count > 0 ? 'changed' : 'noop',
    detail: { user_id: userId, reason },
  });
}
