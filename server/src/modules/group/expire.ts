import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { endMemberships } from './end-memberships.ts';

/** One transaction's worth: small enough to hold its locks for moments only. */
const BATCH = 500;

/**
 * Ends memberships of the tenant whose time has come, each with its event: one batch, the longest overdue first. Rows
 * that another worker is ending are passed over. Answers how many, and whether there may be more.
 */
export function expireMemberships(ctx: Context): Promise<{ ended: number; isComplete: boolean }> {
  return sqlTransaction(ctx, async (ctx) => {
    const due = await ctx.tx.query<{ group_id: string; user_id: string }>(sql`
      SELECT group_id, user_id FROM memberships
      WHERE tenant_id = ${ctx.tenantId}::uuid AND expires_at <= ${ctx.clock.now()}::timestamptz
      ORDER BY expires_at
      LIMIT ${BATCH}
      FOR UPDATE SKIP LOCKED`);
    if (due.length === 0) return { ended: 0, isComplete: true };
    const groupIds = due.map((row) => row.group_id);
    const userIds = due.map((row) => row.user_id);
    const where = sql`(m.group_id, m.user_id) IN (SELECT * FROM unnest(${groupIds}::uuid[], ${userIds}::uuid[]))`;
    await endMemberships(ctx, where, 'expired');
    return { ended: due.length, isComplete: due.length < BATCH };
  });
}

/** The same until none is left, or the signal says stop. Answers how many. */
export async function endDueMemberships(ctx: Context, signal: AbortSignal): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const { ended, isComplete } = await expireMemberships(ctx);
    total += ended;
    if (isComplete) break;
  }
  return total;
}
