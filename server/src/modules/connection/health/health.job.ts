import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.ts';

/** Looks after the health of connections that nobody has used for a while. */
export const ConnectionHealthJob = defineJob({
  name: 'connection.health',
  schema: z.object({}),
  retryLimit: 0,
  expireInSeconds: 900,
  batchSize: 1,
  cron: '*/5 * * * *',
});
