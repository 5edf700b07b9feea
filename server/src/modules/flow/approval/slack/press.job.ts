import { z } from 'zod';
import { defineJob } from '../../../../platform/queue/index.ts';

/** A button was pressed at Slack. Slack wants its answer within three seconds, and who has pressed is still to be asked. */
export const SlackPressJob = defineJob({
  name: 'flow.slack_press',
  schema: z.object({
    tenantId: z.uuid(),
    connectionId: z.uuid(),
    press: z.object({
      reference: z.string(),
      isApproved: z.boolean(),
      userId: z.string(),
      username: z.string(),
      channel: z.string(),
      ts: z.string(),
    }),
  }),
  retryLimit: 5,
  expireInSeconds: 300,
  batchSize: 10,
});
