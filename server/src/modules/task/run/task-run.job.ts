import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.ts';

/**
 * Runs that are due, or should have begun by now. Most have: a worker claims them right after the commit that made them,
 * and passes this job over. Whose they are does not matter here: who claims sees to every tenant's share.
 */
export const TaskRunJob = defineJob({
  name: 'task.run',
  schema: z.object({ runs: z.array(z.object({ tenant_id: z.uuid(), id: z.uuid() })) }),
  retryLimit: 20,
  expireInSeconds: 60,
  batchSize: 5,
});

/** How many runs one job carries at most. */
export const RUNS_A_JOB = 200;
