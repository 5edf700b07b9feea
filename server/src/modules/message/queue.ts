import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';

/** A message whose id says what it is: the same one again is the same message. */
export interface OwnMessage {
  id: string;
  userId: string;
  subject: string;
  text: string;
}

const COLUMNS = sql`id uuid, "userId" uuid, subject text, text text`;

/** Queues messages of Joinery's own to users who are active. Those that there are already stay; answers how many are new. */
export async function queueMessages(ctx: SqlTxContext, messages: readonly OwnMessage[]): Promise<number> {
  if (messages.length === 0) return 0;
  const now = ctx.clock.now();
  const queued = await ctx.tx.query<{ id: string; subject: string; userId: string }>(sql`
    INSERT INTO messages (tenant_id, id, user_id, subject, text, scheduled_at, next_attempt_at, created_at)
    SELECT ${ctx.tenantId}::uuid, m.id, m."userId", m.subject, m.text, ${now}::timestamptz, ${now}::timestamptz,
           ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m(${COLUMNS})
    JOIN users u ON u.tenant_id = ${ctx.tenantId}::uuid AND u.id = m."userId" AND u.is_active
    ON CONFLICT DO NOTHING
    RETURNING id, subject, user_id AS "userId"`);
  for (const { id, subject, userId } of queued) {
    recordAudit(ctx, {
      action: 'message.created',
      target: { type: 'message', id, name: subject },
      detail: { to: { userIds: [userId] }, count: 1, scheduledAt: now.toISOString() },
    });
  }
  return queued.length;
}
