import { Prisma } from '@joinery/prisma';
import { invalidField } from '../../errors.ts';
import type { TaskRow } from './internal.ts';
import { firstTime, type Schedule } from './schedule/first-time.ts';
import type { UpdateTask } from './task.input.ts';

/** A schedule that makes sense: CRON has an expression, ONCE none. */
export function checkedSchedule({ scheduleType, cronExpression, timeZone, runAt }: Schedule): Schedule {
  if (scheduleType === 'CRON' && !cronExpression) throw invalidField('cronExpression', 'is needed for CRON');
  if (scheduleType === 'CRON' && runAt) throw invalidField('runAt', 'is for ONCE only');
  if (scheduleType === 'ONCE' && cronExpression) throw invalidField('cronExpression', 'is for CRON only');
  return { scheduleType, cronExpression, timeZone, runAt };
}

type Wanted = Omit<UpdateTask, 'script'>;

/** The schedule after a change. One that changes its type forgets what belonged to the old one. */
export function scheduleAfter(before: Schedule, wanted: Wanted): Schedule {
  const scheduleType = wanted.scheduleType ?? before.scheduleType;
  const isSame = scheduleType === before.scheduleType;
  return checkedSchedule({
    scheduleType,
    timeZone: wanted.timeZone ?? before.timeZone,
    cronExpression: wanted.cronExpression ?? (isSame ? before.cronExpression : null),
    runAt: wanted.runAt === undefined ? (isSame ? before.runAt : null) : wanted.runAt,
  });
}

/**
 * When it fires next after a change. Disabled, it keeps its time and does not fire; to enable it, or to give it another
 * schedule, is to begin anew from now.
 */
export function nextRunAfter(before: TaskRow, schedule: Schedule, isEnabled: boolean, now: Date): Date | null {
  const isNewSchedule =
    schedule.scheduleType !== before.scheduleType ||
    schedule.cronExpression !== before.cronExpression ||
    schedule.timeZone !== before.timeZone ||
    schedule.runAt?.getTime() !== before.runAt?.getTime();
  const begins = isEnabled && !before.enabled;
  return isNewSchedule || begins ? firstTime(schedule, now) : before.nextRunAt;
}

/** Columns for what is wanted of the plain settings; what is left out stays. */
export function plainColumns(wanted: Wanted): Prisma.TaskUpdateInput {
  const { name, description, missedRuns, jitterSeconds, overlapPolicy, enabled } = wanted;
  const { timeoutSeconds, memoryMb, runnerLabels, isSafeToRetry, maxRetries, allowedHosts, removalCap } = wanted;
  const given = {
    name,
    description,
    missedRuns,
    jitterSeconds,
    overlapPolicy,
    enabled,
    timeoutSeconds,
    memoryMb,
    runnerLabels,
    isSafeToRetry,
    maxRetries,
  };
  return {
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as Prisma.TaskUpdateInput),
    ...(allowedHosts === undefined ? {} : { allowedHosts: allowedHosts ?? Prisma.DbNull }),
    ...(removalCap === undefined ? {} : { removalCap: toJson(removalCap) }),
  };
}

export function toJson(value: object | null | undefined) {
  return value == null ? Prisma.DbNull : (value as Prisma.InputJsonObject);
}
