import { invalidField } from '../../errors.ts';
import { defineLiveField, PLACE, type PlacedRow, placed } from '../../graphql/live/index.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { RunRow } from './run/internal.ts';

type LiveRunRow = PlacedRow & Omit<RunRow, 'tenantId'>;

/** `taskRunUpdated`: runs in the order of their last changes. A row shows its newest state. */
export const taskRunUpdated = defineLiveField<LiveRunRow>({
  name: 'taskRunUpdated',
  scope: 'task:read',
  topic: 'runs',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveRunRow>(sql`
      SELECT ${PLACE}, task_id AS "taskId", script_version AS "scriptVersion", status::text AS status, mode::text AS mode,
             trigger::text AS trigger, actor_id AS "actorId", actor_email AS "actorEmail", event_id AS "eventId",
             delivery_id AS "deliveryId", integration_name AS "integrationName", scheduled_for AS "scheduledFor",
             plan_run_id AS "planRunId", plan_hash AS "planHash", waiting_reason AS "waitingReason",
             next_eligible_at AS "nextEligibleAt", is_held AS "isHeld", runner_labels AS "runnerLabels",
             cancel_reason AS "cancelReason", output, error, error_kind AS "errorKind", attempt, removals,
             confirmed_by_id AS "confirmedById", created_at AS "createdAt",
             started_at AS "startedAt", finished_at AS "finishedAt"
      FROM task_runs
      WHERE tenant_id = current_tenant_id() AND (xid, id) > (${String(after.xid)}::xid8, ${after.id}::uuid)
      ORDER BY xid, id LIMIT ${limit}`);
    return rows.map(placed);
  },
  filter: ({ taskId }) => {
    if (taskId === undefined || taskId === null) return () => true;
    if (!isUuid(String(taskId))) throw invalidField('taskId', 'is not the id of a task');
    return (row) => row.taskId === taskId;
  },
  toNode: ({ xid_text: _, is_settled: _settled, ...run }, cursor) => ({ ...run, cursor }),
});

type LiveLogRow = PlacedRow & { run_id: string; level: string; text: string; at: Date };

/** `runLog`: the lines of runs, in the order of their commits. */
export const runLog = defineLiveField<LiveLogRow>({
  name: 'runLog',
  scope: 'task:read',
  topic: 'runs',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveLogRow>(sql`
      SELECT ${PLACE}, run_id, level, text, at
      FROM task_run_logs
      WHERE tenant_id = current_tenant_id() AND (xid, id) > (${String(after.xid)}::xid8, ${after.id}::uuid)
      ORDER BY xid, id LIMIT ${limit}`);
    return rows.map(placed);
  },
  filter: ({ runId }) => {
    if (!isUuid(String(runId))) throw invalidField('runId', 'is not the id of a run');
    return (row) => row.run_id === runId;
  },
  toNode: ({ id, level, text, at }, cursor) => ({ id, level, text, at, cursor }),
});
