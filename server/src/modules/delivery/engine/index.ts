import { hostname } from 'node:os';
import type { Services } from '../../../services.ts';
import { collectBacklog } from './backlog.ts';
import { startDispatcher } from './dispatcher.ts';
import { createIntegrationCache } from './integration-cache.ts';
import { createIntegrationHealth } from './integration-health.ts';
import { Lanes } from './lanes.ts';
import { createOutcomeWriter } from './outcome-writer.ts';
import { createPerformer } from './perform.ts';
import { startReaper } from './reaper.ts';
import { DeliverySendJob } from './send.job.ts';
import { sendDue } from './send-due.ts';
import { registerWorker } from './worker-registry.ts';

export { enqueueDeliveries } from './enqueue.ts';
export { DeliverySendJob } from './send.job.ts';

/** How long a stop waits for sends that are under way. What is not done by then is done again by another worker. */
const DRAIN_MS = 10_000;

/** Starts what delivers in this process: dispatcher, senders of jobs that are due, and the reaper. */
export async function startDelivery(services: Services, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const { log, queue, signals } = services;
  const worker = await registerWorker({ url: databaseUrl, name: `${hostname()}:${process.pid}`, log });
  const lanes = new Lanes();
  const writer = createOutcomeWriter(services);
  const health = createIntegrationHealth(services);
  const performer = createPerformer(services, { lanes, writer, health });
  const cache = createIntegrationCache(services);
  collectBacklog(services);

  await queue.work(DeliverySendJob, async (jobs) => {
    await Promise.all(jobs.map((job) => sendDue(services, { cache, performer, worker }, job.data)));
  });
  const offJobs = signals.on('jobs', () => queue.wake(DeliverySendJob));
  const dispatcher = startDispatcher(services, { cache, lanes, performer, worker });
  const reaper = startReaper(services);

  return {
    stop: async () => {
      offJobs();
      await dispatcher.stop();
      await reaper.stop();
      await Promise.race([drained(lanes), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
      await writer.idle();
      await health.stop();
      await worker.close();
    },
  };
}

async function drained(lanes: Lanes): Promise<void> {
  while (lanes.total > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
