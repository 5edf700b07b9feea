import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Queue } from '../../../platform/queue/index.ts';
import type { Signals } from '../../../platform/signals/index.ts';
import type { Metrics } from '../../../platform/telemetry/index.ts';
import { enqueueRuns } from './enqueue.ts';
import { type ActiveRun, type Decision, decideOverlap, type NewRun } from './new-run.ts';
import { cancelRuns, insertRuns, type RunInsert, readActive } from './runs.sql.ts';
import { WAITS } from './waiting-reasons.ts';

interface Place {
  tx: SqlTransaction;
  queue: Queue;
  now: Date;
}

export interface CreatedRuns {
  /** Those that were not there before. */
  rows: RunInsert[];
  /** How many runs they have replaced. */
  cancelled: number;
}

/**
 * Makes runs of what was asked for, as their tasks' overlap policies have it, in the caller's transaction: the run, the
 * end of the one that it replaces, and the job that looks after it are there together or not at all. The caller holds
 * the locks of tasks whose policy is not ALLOW.
 */
export async function createRuns({ tx, queue, now }: Place, wanted: readonly NewRun[]): Promise<CreatedRuns> {
  const watched = wanted.filter(({ task, mode }) => task.overlapPolicy !== 'ALLOW' && mode === 'APPLY');
  const active = await readActive(
    tx,
    watched.map(({ task }) => ({ tenantId: task.tenantId, taskId: task.id })),
  );
  const rows: RunInsert[] = [];
  const cancellations = [];
  for (const run of wanted) {
    const others = active.get(run.task.id) ?? [];
    const decision = decide(run, others);
    const row = toRow(run, decision, { now, ahead: others });
    rows.push(row);
    if (decision.kind === 'replace') {
      for (const id of decision.ids) {
        cancellations.push({ tenant_id: run.task.tenantId, id, reason: `replaced by run ${run.id}` });
      }
      others.length = 0;
    }
    if (row.status === 'PENDING' && run.mode === 'APPLY') others.push({ id: run.id, status: 'PENDING' });
    active.set(run.task.id, others);
  }
  const [isNew, cancelled] = await Promise.all([insertRuns(tx, rows), cancelRuns(tx, cancellations, now)]);
  const inserted = rows.filter(({ id }) => isNew.has(id));
  await enqueueRuns(
    { queue, tx, now },
    inserted
      .filter(({ status, is_held: isHeld }) => status === 'PENDING' && !isHeld)
      .map(({ tenant_id, id, next_eligible_at: dueAt }) => ({ tenant_id, id, dueAt: dueAt ?? now })),
  );
  return { rows: inserted, cancelled: cancelled.length };
}

/** After the commit: workers claim, those who watch look, and who is replaced stops. */
export function announceCreated(
  { signals, metrics }: { signals: Signals; metrics: Metrics },
  { rows, cancelled }: CreatedRuns,
): void {
  const dropped = rows.filter(({ status }) => status === 'CANCELLED').length;
  if (dropped + cancelled > 0) metrics.taskRuns.inc('cancelled', dropped + cancelled);
  const tenantIds = new Set(rows.map((row) => row.tenant_id));
  const ready = rows.filter((row) => row.status === 'PENDING' && !row.is_held);
  signals.raise('ready_runs', new Set(ready.map((row) => row.tenant_id)));
  signals.raise('runs', tenantIds);
  if (cancelled > 0) signals.raise('cancelled_runs', tenantIds);
}

function decide({ droppedBecause, mode, task }: NewRun, active: readonly ActiveRun[]): Decision {
  if (droppedBecause) return { kind: 'drop', reason: droppedBecause };
  if (mode === 'PLAN') return { kind: 'start' };
  return decideOverlap(task.overlapPolicy, active);
}

function toRow(run: NewRun, decision: Decision, { now, ahead }: { now: Date; ahead: readonly ActiveRun[] }): RunInsert {
  const { task, eligibleAt } = run;
  const isDropped = decision.kind === 'drop';
  const isHeld = decision.kind === 'hold';
  return {
    tenant_id: task.tenantId,
    id: run.id,
    task_id: task.id,
    script_version: task.scriptVersion,
    status: isDropped ? 'CANCELLED' : 'PENDING',
    mode: run.mode,
    trigger: run.trigger,
    actor_id: run.actorId ?? null,
    actor_email: run.actorEmail ?? null,
    event_id: run.eventId ?? null,
    delivery_id: run.deliveryId ?? null,
    integration_name: run.integrationName ?? null,
    depth: run.depth ?? 0,
    traceparent: run.traceparent ?? null,
    tracestate: run.tracestate ?? null,
    scheduled_for: run.scheduledFor ?? null,
    plan_run_id: run.planRunId ?? null,
    waiting_reason: isDropped ? null : isHeld ? WAITS.turn : reasonToWait(run, now),
    next_eligible_at: isDropped ? null : isHeld ? turnAt(run, ahead, now) : eligibleAt,
    is_held: isHeld,
    runner_labels: task.runnerLabels,
    cancel_reason: isDropped ? decision.reason : null,
    created_at: now,
    finished_at: isDropped ? now : null,
  };
}

function reasonToWait({ task, eligibleAt }: NewRun, now: Date): string {
  if (eligibleAt > now) return WAITS.jitter;
  return task.runnerLabels.length > 0 ? WAITS.labels(task.runnerLabels) : WAITS.worker;
}

/** By when those before it have ended, if none needs a person or is made again. */
function turnAt({ task }: NewRun, ahead: readonly ActiveRun[], now: Date): Date | null {
  if (ahead.some(({ status }) => status === 'WAITING_CONFIRMATION')) return null;
  return new Date(now.getTime() + ahead.length * task.timeoutSeconds * 1000);
}
