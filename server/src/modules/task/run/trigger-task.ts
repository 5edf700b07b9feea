import type { Context } from '../../../context.ts';
import { derivedId } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import type { DispatchedEvent } from '../../event/index.ts';
import { announceCreated, createRuns } from './create-runs.ts';
import { getTaskToSetOff } from './run-task.ts';

export interface TaskTrigger {
  taskId: string;
  /** The delivery that does it: the same one again makes no second run. */
  deliveryId: string;
  integrationName: string;
  event: DispatchedEvent;
  /** An example, and nothing that happened: a script is planned instead. */
  isTest: boolean;
}

/** Sets a task off for an event, as its overlap policy allows; answers the run's id. NOT_FOUND without the task. */
export function triggerTask(ctx: Context, trigger: TaskTrigger): Promise<string> {
  const { taskId, deliveryId, integrationName, event, isTest } = trigger;
  const id = derivedId(deliveryId, 'run');
  return transaction(ctx, async (ctx) => {
    const { tx, queue, clock, tenantId } = ctx;
    const task = await getTaskToSetOff(ctx, taskId);
    // What it replaces would be the run that it made before.
    const known = await tx.prisma.taskRun.findUnique({
      where: { tenantId_id: { tenantId, id } },
      select: { id: true },
    });
    if (known) return id;
    const now = clock.now();
    const created = await createRuns({ tx, queue, now }, [
      {
        id,
        task,
        mode: isTest && !task.isBuiltIn ? 'PLAN' : 'APPLY',
        trigger: 'INTEGRATION',
        eligibleAt: now,
        actorId: event.actorId,
        actorEmail: event.actorEmail,
        eventId: event.id,
        deliveryId,
        integrationName,
        depth: event.depth,
        traceparent: event.traceparent,
        tracestate: event.tracestate,
      },
    ]);
    tx.afterCommit(() => announceCreated(ctx, created));
    return id;
  });
}
