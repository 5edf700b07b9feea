import { z } from 'zod';
import { defineJob } from '../../platform/queue/index.ts';

/**
 * A flow that was made ready a moment ago. A worker has claimed it by then, and passes this job over; it is the net
 * under a signal that was lost.
 */
export const FlowAdvanceJob = defineJob({
  name: 'flow.advance',
  schema: z.object({ tenantId: z.uuid(), flowId: z.uuid() }),
  retryLimit: 20,
  expireInSeconds: 60,
  batchSize: 200,
});
