import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.ts';

/**
 * Some of one tenant's runs that are due, or should have begun by now. Most have: a worker claims them right after the
 * commit that made them, and passes this job over.
 */
export const TaskRunJob = defineJob({
  name: 'task.run',
  schema: z.object({ tenantId: z.uuid(), runIds: z.array(z.uuid()) }),
  retryLimit: 20,
  expireInSeconds: 60,
  batchSize: 50,
});

/** How many runs one job carries at most. */
export const RUNS_A_JOB = 200;
