import type { TaskRunStatus } from '@joinery/prisma';

/** When a run that waits is looked at again: at its time, or now where that is past and only a worker is missing. */
export function nextEligibleAt(run: { status: TaskRunStatus; nextEligibleAt: Date | null }, now: Date): Date | null {
  const { status, nextEligibleAt } = run;
  if (status !== 'PENDING' || !nextEligibleAt) return null;
  return nextEligibleAt > now ? nextEligibleAt : now;
}
