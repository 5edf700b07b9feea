import type { ScheduleType } from '@joinery/prisma';
import { nextTick } from './next-tick.ts';

export interface Schedule {
  scheduleType: ScheduleType;
  cronExpression: string | null;
  timeZone: string;
  runAt: Date | null;
}

/** When a task with this schedule fires next, from now on; null when nothing sets it off by itself. */
export function firstTime({ scheduleType, cronExpression, timeZone, runAt }: Schedule, now: Date): Date | null {
  if (scheduleType === 'CRON') return cronExpression ? nextTick(cronExpression, timeZone, now) : null;
  return runAt && runAt > now ? runAt : null;
}
