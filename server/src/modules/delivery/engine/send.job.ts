import { z } from 'zod';
import { defineJob } from '../../../platform/queue/index.ts';

/** A batch of one tenant's deliveries that are due. Those that are no longer waiting are passed over. */
export const DeliverySendJob = defineJob({
  name: 'delivery.send',
  schema: z.object({ tenantId: z.uuid(), deliveryIds: z.array(z.uuid()) }),
  retryLimit: 20,
  expireInSeconds: 60,
  batchSize: 5,
});

/** How many deliveries one job carries at most. */
export const DELIVERIES_A_JOB = 200;
