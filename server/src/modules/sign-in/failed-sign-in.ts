import type { TxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { loginData, type UserRow } from './account.ts';

/** Records a refused sign-in. Nobody is its actor: who tried has not shown who they are. */
export function recordFailedSignIn(
  ctx: TxContext,
  { user, email, method, reason }: { user: UserRow | null; email: string; method: string; reason: string },
): void {
  const about = user
    ? loginData(ctx, user, method)
    : { resource_type: 'user', user_email: email, method, user_agent: ctx.request.userAgent };
  const eventId = recordEvent(ctx, 'login.failed', { ...about, reason });
  recordAudit(ctx, {
    action: 'login.failed',
    target: { type: 'user', name: email, ...(user ? { id: user.id } : {}) },
    outcome: 'failed',
    detail: { method, reason },
    eventId,
  });
}
