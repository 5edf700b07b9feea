import { hostname } from 'node:os';
import { registerWorker, startReaper } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { RunAction } from '../action-runner.ts';
import { startErrands } from '../approval/errand/run-errands.ts';
import { collectActiveFlows } from './active-flows.ts';
import { watchCancellations } from './cancellations.ts';
import { startClaimer, startDueFlows, startWaker } from './claimer.ts';
import { createFlowRunner } from './flow-runner.ts';
import { FlowsUnderWay } from './flows-under-way.ts';
import { createFlowStrays, flowEstate } from './mend.ts';

/** How long a stop waits for what is under way. */
const DRAIN_MS = 10_000;

/** Starts what brings flows further in this process. */
export async function startFlows(
  services: Services,
  { databaseUrl, runAction }: { databaseUrl: string; runAction: RunAction },
): Promise<{ stop(): Promise<void> }> {
  const { log, config } = services;
  const name = `${hostname()}:${process.pid}`;
  const worker = await registerWorker({ url: databaseUrl, name, table: 'action_flows', log });
  const underWay = new FlowsUnderWay(config.flowsPerWorker);
  const strays = createFlowStrays(services, { worker, underWay });
  const runner = createFlowRunner({ services, runAction }, { underWay, strays });
  const parts = { underWay, runner, worker, strays };
  collectActiveFlows(services);
  const errands = startErrands({ services, runAction }, worker);
  const claiming = [startClaimer(services, parts), startWaker(services, parts), startDueFlows(services, parts)];
  const watching = [watchCancellations(services, parts), startReaper(services, flowEstate(services, strays))];
  return {
    stop: async () => {
      await Promise.all([...claiming, errands].map((part) => part.stop()));
      await runner.drain(DRAIN_MS);
      await Promise.all(watching.map((part) => part.stop()));
      await worker.close();
    },
  };
}
