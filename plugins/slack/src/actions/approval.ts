import { changed, defineAction, z } from '@joinery/plugin-sdk';
import { call, escaped } from '../client.ts';
import { APPROVE, REJECT } from '../interactivity.ts';
import { Config, Posted, recipient } from '../schemas.ts';

const label = z.string().min(1).max(75);

export const approval = defineAction({
  id: 'slack_approval',
  title: 'Ask for an approval',
  description:
    'A message with two buttons. What is pressed comes to the interactivity URL of the app, signed by Slack.',
  config: Config,
  input: z.object({
    to: recipient,
    text: z.string().min(1).max(3000).describe('What is asked'),
    reference: z.string().min(1).max(2000).describe('Comes back with the decision; good once, and not to be guessed'),
    approve: label.default('Approve').describe('On the green button'),
    reject: label.default('Reject').describe('On the red button'),
  }),
  output: Posted,
  effect: 'write',
  inverse: null,
  idempotent: false,
  permissions: ['chat:write'],
  run: async (ctx, { to, text, reference, approve, reject }) =>
    changed(
      await call(ctx, 'chat.postMessage', {
        body: {
          channel: to,
          text: escaped(text),
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: escaped(text) } },
            {
              type: 'actions',
              elements: [
                button({ id: APPROVE, style: 'primary', text: approve, value: reference }),
                button({ id: REJECT, style: 'danger', text: reject, value: reference }),
              ],
            },
          ],
        },
        schema: Posted,
      }),
    ),
});

function button({ id, style, text, value }: { id: string; style: string; text: string; value: string }) {
  return { type: 'button', action_id: id, style, text: { type: 'plain_text', text }, value };
}
