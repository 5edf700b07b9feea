import { hostname } from 'node:os';
import { registerWorker, startReaper } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { Sandbox, StartFlow } from '../../script/index.ts';
import { healBuiltInTasks } from '../built-in/heal.ts';
import type { BuiltInJobs } from '../built-in/job.ts';
import { watchCancellations } from './cancellations.ts';
import { startClaimer } from './claimer.ts';
import { startDueRuns } from './due-runs.ts';
import { executeRun } from './execute.ts';
import { createRunStrays, runEstate } from './mend.ts';
import { createRunner } from './runner.ts';
import { startScheduler } from './scheduler.ts';
import { RunsUnderWay } from './under-way.ts';
import { collectUnfinishedRuns } from './unfinished.ts';

export interface TaskOptions {
  databaseUrl: string;
  sandbox: Sandbox;
  builtIns: BuiltInJobs;
  /** What scripts start flows with. */
  startFlow?: StartFlow;
}

/** How long a stop waits for what is under way. */
const DRAIN_MS = 10_000;

/** Starts what runs tasks in this process: scheduler, runner, and the reaper of runs. */
export async function startTasks(
  services: Services,
  { databaseUrl, sandbox, builtIns, startFlow }: TaskOptions,
): Promise<{ stop(): Promise<void> }> {
  const { log, config } = services;
  const name = `${hostname()}:${process.pid}`;
  const worker = await registerWorker({ url: databaseUrl, name, table: 'task_runs', log });
  const underWay = new RunsUnderWay(config.runsPerWorker);
  const strays = createRunStrays(services, { worker, underWay });
  const execute = executeRun.bind(null, {
    services: startFlow ? { ...services, startFlow } : services,
    sandbox,
    builtIns,
  });
  const cancellations = watchCancellations(services, { underWay, worker });
  const runner = createRunner(services, { underWay, strays, cancellations, execute });
  await healBuiltInTasks(services);
  collectUnfinishedRuns(services);

  const parts = { underWay, runner, worker, strays };
  const claiming = [startScheduler(services, worker), startClaimer(services, parts), startDueRuns(services, parts)];
  const watching = [cancellations, startReaper(services, runEstate(services, strays))];
  return {
    stop: async () => {
      await Promise.all(claiming.map((part) => part.stop()));
      await runner.drain(DRAIN_MS);
      await Promise.all(watching.map((part) => part.stop()));
      await worker.close();
    },
  };
}
