import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { derivedId } from '../../../platform/id.ts';
import { nextTick } from '../schedule/next-tick.ts';
import { BUILT_IN_TASKS } from './definitions.ts';

/** Gives tenants the built-in tasks that they do not have, in the caller's transaction. Answers how many. */
export function seedBuiltInTasks(tx: SqlTransaction, tenantIds: readonly string[], now: Date): Promise<number> {
  const rows = tenantIds.flatMap((tenantId) =>
    BUILT_IN_TASKS.map(({ type, description, cronExpression, jitterSeconds }) => ({
      tenant_id: tenantId,
      id: derivedId(tenantId, 'task', type),
      name: type,
      description,
      type,
      cron_expression: cronExpression,
      jitter_seconds: jitterSeconds,
      next_run_at: nextTick(cronExpression, 'UTC', now),
    })),
  );
  return tx.execute(sql`
    INSERT INTO tasks (tenant_id, id, name, description, type, is_built_in, schedule_type, cron_expression, missed_runs,
                       jitter_seconds, overlap_policy, timeout_seconds, next_run_at)
    SELECT b.tenant_id, b.id, b.name, b.description, b.type, true, 'CRON', b.cron_expression, 'ONCE', b.jitter_seconds,
           'SKIP', 600, b.next_run_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS b(
      tenant_id uuid, id uuid, name text, description text, type text, cron_expression text, jitter_seconds int,
      next_run_at timestamptz)
    ON CONFLICT DO NOTHING`);
}
