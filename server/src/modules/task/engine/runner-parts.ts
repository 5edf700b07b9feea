import type { Strays, WorkerIdentity } from '../../../platform/workers/index.ts';
import type { Runner } from './runner.ts';
import type { RunsUnderWay } from './under-way.ts';

/** What everything that claims runs in this process shares. */
export interface RunnerParts {
  underWay: RunsUnderWay;
  runner: Runner;
  worker: WorkerIdentity;
  strays: Strays;
}
