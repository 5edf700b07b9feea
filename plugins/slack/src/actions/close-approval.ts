import { changed, defineAction, z } from '@joinery/plugin-sdk';
import { call, escaped } from '../client.ts';
import { Config, channel, Posted } from '../schemas.ts';

export const closeApproval = defineAction({
  id: 'slack_api_close_approval',
  title: 'Replace the buttons of an approval',
  description: 'By what was decided, so that nobody presses them any more.',
  config: Config,
  input: z.object({
    channel,
    ts: z.string().min(1).describe('The `ts` that the approval answered'),
    text: z.string().min(1).max(3000).describe('What was decided, and by whom'),
  }),
  output: Posted,
  effect: 'write',
  inverse: null,
  idempotent: true,
  permissions: ['chat:write'],
  run: async (ctx, { channel, ts, text }) => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: escaped(text) } }];
    const body = { channel, ts, text: escaped(text), blocks };
    return changed(await call(ctx, 'chat.update', { body, schema: Posted }));
  },
});
