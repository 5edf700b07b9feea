import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { endMemberships } from './end-memberships.ts';

/** One transaction's worth: small enough to hold its locks for moments only. */
const BATCH = 500;

/**
 * Ends memberships of the tenant whose time has come, each with its event: one batch, the longest overdue first. Rows
 * that another worker is ending are passed over. Answers whether there may be more.
 */
export function expireMemberships(ctx: Context): Promise<boolean> {
  return sqlTransaction(ctx, async (ctx) => {
    const due = await ctx.tx.query<{ group_id: string; user_id: string }>(sql`
      SELECT group_id, user_id FROM memberships
      WHERE tenant_id = ${ctx.tenantId}::uuid AND expires_at <= ${ctx.clock.now()}::timestamptz
      ORDER BY expires_at
      LIMIT ${BATCH}
      FOR UPDATE SKIP LOCKED`);
    if (due.length === 0) return false;
    const groupIds = due.map((row) => row.group_id);
    const userIds = due.map((row) => row.user_id);
    const where = sql`(m.group_id, m.user_id) IN (SELECT * FROM unnest(${groupIds}::uuid[], ${userIds}::uuid[]))`;
    await endMemberships(ctx, where, 'expired');
    return due.length === BATCH;
  });
}
