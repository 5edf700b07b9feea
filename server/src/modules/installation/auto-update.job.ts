import { z } from 'zod';
import { defineJob } from '../../platform/queue/index.ts';

/** Takes newer versions for the installations that ask for it. */
export const AutoUpdateJob = defineJob({
  name: 'installation.auto_update',
  schema: z.object({}),
  retryLimit: 1,
  expireInSeconds: 900,
  batchSize: 1,
  cron: '*/10 * * * *',
});
