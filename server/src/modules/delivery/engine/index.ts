import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { registerWorker, startReaper } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { collectBacklog } from './backlog.ts';
import { startDispatcher } from './dispatcher.ts';
import { startDueSender } from './due-sender.ts';
import { deliveryEstate } from './estate.ts';
import { createIntegrationCache } from './integration-cache.ts';
import { createIntegrationHealth } from './integration-health.ts';
import { Lanes } from './lanes.ts';
import { createOutcomeWriter } from './outcome-writer.ts';
import { createPerformer } from './perform.ts';
import { Rests } from './rests.ts';
import { createDeliveryStrays } from './strays.ts';

export { DeliverySendJob } from './send.job.ts';

/** How long a stop waits for what is under way. What is not done by then is done again by another worker. */
const DRAIN_MS = 10_000;

/** Starts what delivers in this process: dispatcher, sender of what is due, and the reaper. */
export async function startDelivery(services: Services, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const name = `${hostname()}:${process.pid}`;
  const worker = await registerWorker({ url: databaseUrl, name, table: 'deliveries', log: services.log });
  const lanes = new Lanes();
  const rests = new Rests();
  const writer = createOutcomeWriter(services);
  const health = createIntegrationHealth(services);
  const cache = createIntegrationCache(services);
  const strays = createDeliveryStrays(services, { worker, lanes });
  const performer = createPerformer(services, { lanes, rests, writer, health, strays });
  collectBacklog(services);

  const parts = { cache, lanes, rests, performer, worker, strays };
  const dispatcher = startDispatcher(services, parts);
  const dueSender = startDueSender(services, parts);
  const reaper = startReaper(services, deliveryEstate(services, strays));

  return {
    stop: async () => {
      await Promise.all([dispatcher.stop(), dueSender.stop(), reaper.stop()]);
      cache.stop();
      const drained = drain(lanes).then(() => health.stop());
      await Promise.race([drained, pause(DRAIN_MS, undefined, { ref: false })]);
      await worker.close();
    },
  };
}

/** Every send under way has ended and its result is in the database. */
async function drain(lanes: Lanes): Promise<void> {
  while (lanes.total > 0) await pause(20);
}
