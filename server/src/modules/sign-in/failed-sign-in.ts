import type { PublicContext } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { inTenantOf, loginData, type UserRow } from './account.ts';

export interface FailedSignIn {
  user: UserRow | null;
  /** As it was typed. */
  email: string;
  method: string;
  reason: string;
}

/** Records a refused sign-in. Nobody is its actor: who tried has not shown who they are. */
export function recordFailedSignIn(ctx: TxContext, { user, email, method, reason }: FailedSignIn): void {
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

/**
 * The work of recording it where there is no organisation to record it for, so that the time of the answer does not tell
 * that there is none. It is written and taken back, and committed all the same: the commit is what waits for the disk.
 */
export function recordForNobody(ctx: PublicContext, failure: FailedSignIn): Promise<void> {
  return transaction(inTenantOf(ctx, newId()), async (ctx) => {
    const writes = new Map<symbol, () => Promise<unknown>>();
    const tx = {
      ...ctx.tx,
      beforeCommit: (key: symbol, write: () => Promise<unknown>) => void writes.set(key, write),
      afterCommit: () => undefined,
    };
    await tx.execute(sql`SAVEPOINT nothing_written`);
    recordFailedSignIn({ ...ctx, tx }, failure);
    await Promise.all([...writes.values()].map((write) => write()));
    await tx.execute(sql`ROLLBACK TO SAVEPOINT nothing_written`);
  });
}
