import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { announceCreated } from '../run/create-runs.ts';
import { fireDueTasks, healTimelessTasks } from './fire.ts';
import { nextDueTime } from './schedule.sql.ts';

const HEAL_EVERY_MS = 10_000;
/** Another scheduler has taken what is due, and may yet let it go. */
const SOON_MS = 20;

/** Fires tasks at their times, and gives times to those that have none. */
export function startScheduler(services: Services, worker: { isHeld: boolean }): { stop(): Promise<void> } {
  const { db, clock, log } = services;
  let healedAt = 0;

  const heal = async () => {
    if (Date.now() - healedAt < HEAL_EVERY_MS) return;
    healedAt = Date.now();
    const healed = await healTimelessTasks(services);
    if (healed > 0) log.info({ tasks: healed }, 'tasks: those that had lost their next time have one again');
  };

  const claim = async () => {
    await heal();
    const { fired, created } = await fireDueTasks(services);
    announceCreated(services, created);
    if (fired > 0) return { again: true, waitsForRoom: false };
    const next = await db.system(nextDueTime);
    const dueInMs = next ? Math.max(SOON_MS, next.getTime() - clock.now().getTime()) : undefined;
    return { again: false, waitsForRoom: false, ...(dueInMs === undefined ? {} : { dueInMs }) };
  };

  return startClaimLoop(
    { ...services, worker },
    { name: 'schedule', topics: ['tasks'], hasRoom: () => true, claim, onFailure: () => undefined },
  );
}
