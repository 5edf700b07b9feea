import { createHash } from 'node:crypto';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import type { Services } from '../../../services.ts';
import { type CreatedRuns, createRuns } from '../run/create-runs.ts';
import type { NewRun } from '../run/new-run.ts';
import { nextTick } from '../schedule/next-tick.ts';
import { claimDueTasks, claimTimelessTasks, type ScheduledTask, writeNextTimes } from './schedule.sql.ts';

const TASKS_A_BATCH = 500;

/** Later than this, a tick was missed: no worker was there for it. Up to here it is only late, and runs. */
const GRACE_MS = 60_000;

/**
 * Fires tasks whose time has come, in one transaction: each is taken, gets its next time, and its run is there with the
 * job that looks after it, or none of it. Two schedulers never take the same one.
 */
export function fireDueTasks(services: Services): Promise<{ fired: number; created: CreatedRuns }> {
  const { db, clock, queue } = services;
  return db.system(async (tx) => {
    const now = clock.now();
    const due = await claimDueTasks(tx, now, TASKS_A_BATCH);
    const runs = due.map((task) => toRun(task, now));
    const [created] = await Promise.all([createRuns({ tx, queue, now }, runs), moveOn(services, tx, due, now)]);
    for (const { nextRunAt } of due) {
      services.metrics.scheduleLatenessSeconds.observe((now.getTime() - nextRunAt.getTime()) / 1000);
    }
    return { fired: due.length, created };
  });
}

/** Gives a time to tasks that have lost theirs. Answers how many. */
export function healTimelessTasks(services: Services): Promise<number> {
  const { db, clock } = services;
  return db.system(async (tx) => {
    const timeless = await claimTimelessTasks(tx, TASKS_A_BATCH);
    await moveOn(services, tx, timeless, clock.now());
    return timeless.length;
  });
}

function toRun(task: ScheduledTask, now: Date): NewRun {
  const { nextRunAt: tick } = task;
  const late = now.getTime() - tick.getTime();
  const isMissed = late > GRACE_MS && task.scheduleType === 'CRON' && task.missedRuns === 'SKIP';
  return {
    id: newId(),
    task,
    mode: 'APPLY',
    trigger: 'SCHEDULE',
    scheduledFor: tick,
    eligibleAt: new Date(tick.getTime() + jitterOf(task)),
    ...(isMissed ? { droppedBecause: `missed: no worker was there at ${tick.toISOString()}` } : {}),
  };
}

/** Spread evenly, and for one task and tick always the same. */
function jitterOf({ id, jitterSeconds, nextRunAt }: ScheduledTask): number {
  if (jitterSeconds === 0) return 0;
  const hash = createHash('sha256').update(`${id} ${nextRunAt.getTime()}`).digest();
  return hash.readUInt32BE(0) % (jitterSeconds * 1000);
}

function moveOn(
  services: Services,
  tx: SqlTransaction,
  tasks: readonly Omit<ScheduledTask, 'nextRunAt'>[],
  now: Date,
): Promise<void> {
  const times = tasks.map((task) => ({
    tenant_id: task.tenantId,
    id: task.id,
    next_run_at: timeAfter(services, task, now),
  }));
  return writeNextTimes(tx, times);
}

function timeAfter({ log }: Services, task: Omit<ScheduledTask, 'nextRunAt'>, now: Date): Date | null {
  if (task.scheduleType === 'ONCE' || !task.cronExpression) return null;
  try {
    return nextTick(task.cronExpression, task.timeZone, now);
  } catch (error) {
    // Saved by a version that understood it: one such task must not hold up the others.
    log.error({ err: error, taskId: task.id }, 'the schedule of a task cannot be understood; it does not fire');
    return null;
  }
}
