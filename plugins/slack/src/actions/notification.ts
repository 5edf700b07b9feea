import { changed, defineAction, z } from '@joinery/plugin-sdk';
import { call, escaped } from '../client.ts';
import { Config, Posted, recipient } from '../schemas.ts';

export const notification = defineAction({
  id: 'slack_notification',
  title: 'Send a message',
  description: 'To a channel or a person. Slack’s *bold* and _italics_ work; links and mentions are taken as text.',
  config: Config,
  input: z.object({
    to: recipient,
    text: z.string().min(1).max(3000).describe('The message'),
    thread: z.string().optional().describe('The `ts` of a message that it answers'),
  }),
  output: Posted,
  effect: 'write',
  inverse: null,
  // Every call is another message.
  idempotent: false,
  permissions: ['chat:write'],
  run: async (ctx, { to, text, thread }) =>
    changed(
      await call(ctx, 'chat.postMessage', {
        body: { channel: to, text: escaped(text), unfurl_links: false, ...(thread ? { thread_ts: thread } : {}) },
        schema: Posted,
      }),
    ),
});
