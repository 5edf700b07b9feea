import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { NewJob, Queue } from '../../../platform/queue/index.ts';
import type { SqlTxContext } from '../../../transaction.ts';
import { DELIVERIES_A_JOB, DeliverySendJob } from './send.job.ts';

export interface SendData {
  tenantId: string;
  deliveryIds: string[];
}

/** Jobs that send these deliveries of one tenant, a batch each. */
export function sendJobs(tenantId: string, deliveryIds: readonly string[], startAfter?: Date): NewJob<SendData>[] {
  const jobs: NewJob<SendData>[] = [];
  for (let start = 0; start < deliveryIds.length; start += DELIVERIES_A_JOB) {
    const data = { tenantId, deliveryIds: deliveryIds.slice(start, start + DELIVERIES_A_JOB) };
    jobs.push({ data, groupId: tenantId, ...(startAfter ? { startAfter } : {}) });
  }
  return jobs;
}

/** A delivery that waits until a time. */
export interface WaitingUntil {
  tenantId: string;
  deliveryId: string;
  dueAt: Date;
}

/** Few jobs for many that wait: one for all of a tenant's that are due in the same second, at the latest of their times. */
export function gatheredJobs(waiting: readonly WaitingUntil[]): NewJob<SendData>[] {
  const bySecond = Map.groupBy(waiting, ({ tenantId, dueAt }) => `${tenantId} ${Math.ceil(dueAt.getTime() / 1000)}`);
  return [...bySecond.values()].flatMap((of) => {
    // A delivery that is not due yet is passed over.
    const dueAt = new Date(Math.max(...of.map((each) => each.dueAt.getTime())));
    return of[0]
      ? sendJobs(
          of[0].tenantId,
          of.map(({ deliveryId }) => deliveryId),
          dueAt,
        )
      : [];
  });
}

/** Enqueues deliveries that a command has made PENDING, in its transaction, and wakes the workers after it. */
export async function enqueueDeliveries(ctx: SqlTxContext, deliveries: readonly { id: string }[]): Promise<void> {
  const ids = deliveries.map((delivery) => delivery.id);
  await enqueueSends(ctx.queue, ctx.tx, sendJobs(ctx.tenantId, ids));
  ctx.tx.afterCommit(() => ctx.signals.raise('jobs', [ctx.tenantId]));
}

export function enqueueSends(queue: Queue, tx: SqlTransaction, jobs: NewJob<SendData>[]): Promise<void> {
  return queue.send(tx, DeliverySendJob, jobs);
}
