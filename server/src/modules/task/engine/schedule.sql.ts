import type { MissedRuns, ScheduleType } from '@joinery/prisma';
import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { RunnableTask } from '../run/new-run.ts';

export interface ScheduledTask extends RunnableTask {
  scheduleType: ScheduleType;
  cronExpression: string | null;
  timeZone: string;
  missedRuns: MissedRuns;
  jitterSeconds: number;
  nextRunAt: Date;
}

const COLUMNS = sql`
  tenant_id AS "tenantId", id, overlap_policy AS "overlapPolicy", script_version AS "scriptVersion",
  runner_labels AS "runnerLabels", timeout_seconds AS "timeoutSeconds", schedule_type AS "scheduleType",
  cron_expression AS "cronExpression", time_zone AS "timeZone", missed_runs AS "missedRuns",
  jitter_seconds AS "jitterSeconds", next_run_at AS "nextRunAt"`;

/** Takes tasks whose time has come, the longest overdue first. Those that another scheduler has are passed over. */
export function claimDueTasks(tx: SqlTransaction, now: Date, limit: number): Promise<ScheduledTask[]> {
  return tx.query<ScheduledTask>(sql`
    SELECT ${COLUMNS} FROM tasks WHERE enabled AND next_run_at <= ${now}::timestamptz
    ORDER BY next_run_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`);
}

/** Takes tasks that should have a time and have none. */
export function claimTimelessTasks(tx: SqlTransaction, limit: number): Promise<Omit<ScheduledTask, 'nextRunAt'>[]> {
  return tx.query<ScheduledTask>(sql`
    SELECT ${COLUMNS} FROM tasks WHERE enabled AND schedule_type = 'CRON' AND next_run_at IS NULL
    ORDER BY tenant_id, id LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`);
}

/** When the next task is due, taken by another scheduler or not; null when there is none. */
export async function nextDueTime(tx: SqlTransaction): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(sql`
    SELECT min(next_run_at) AS at FROM tasks WHERE enabled AND next_run_at IS NOT NULL`);
  return row?.at ?? null;
}

export interface NextTime {
  tenant_id: string;
  id: string;
  next_run_at: Date | null;
}

export async function writeNextTimes(tx: SqlTransaction, times: readonly NextTime[]): Promise<void> {
  if (times.length === 0) return;
  await tx.execute(sql`
    UPDATE tasks t SET next_run_at = n.next_run_at
    FROM json_to_recordset(${JSON.stringify(times)}::json) AS n(tenant_id uuid, id uuid, next_run_at timestamptz)
    WHERE t.tenant_id = n.tenant_id AND t.id = n.id`);
}
