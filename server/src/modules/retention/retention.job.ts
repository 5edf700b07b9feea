import { z } from 'zod';
import { defineJob } from '../../platform/queue/index.ts';

/** Deletes what is older than the settings keep. */
export const RetentionJob = defineJob({
  name: 'retention.sweep',
  schema: z.object({}),
  retryLimit: 3,
  expireInSeconds: 1800,
  batchSize: 1,
  cron: '17 * * * *',
});
