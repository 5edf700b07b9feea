import { changed, defineAction, z } from '@joinery/plugin-sdk';
import { call, escaped } from '../client.ts';
import { Config, Posted, recipient } from '../schemas.ts';

/** What Joinery knows the buttons by. */
const APPROVE = 'joinery_approve';
const REJECT = 'joinery_reject';
const YEAR_SECONDS = 366 * 24 * 3600;

const label = z.string().min(1).max(75);

export const approval = defineAction({
  id: 'slack_approval',
  title: 'Ask for an approval',
  description:
    'A message with two buttons. As a step of a chain it waits until somebody presses one, who may be asked for by name.',
  config: Config,
  input: z.object({
    to: recipient,
    text: z.string().min(1).max(3000).describe('What is asked'),
    reference: z
      .string()
      .min(1)
      .max(2000)
      .default('none')
      .describe('Comes back with the decision; in a chain, Joinery puts in its own'),
    approve: label.default('Approve').describe('On the green button'),
    reject: label.default('Reject').describe('On the red button'),
    userIds: z
      .array(z.uuid().meta({ 'x-refers-to': 'user' }))
      .max(50)
      .default([])
      .describe('Users of the directory who may decide; with no role either, whoever sees the message'),
    role: z.enum(['OWNER', 'ADMIN', 'AUDITOR']).optional().describe('A role in Joinery whose holders may decide'),
    deadlineSeconds: z
      .int()
      .min(1)
      .max(YEAR_SECONDS)
      .default(7 * 24 * 3600)
      .describe('How long a step of a chain waits'),
    onDeadline: z.enum(['REJECT', 'APPROVE']).default('REJECT').describe('What follows when nobody decides'),
  }),
  output: Posted.extend({
    decision: z.enum(['approved', 'expired']).optional(),
    by: z.string().optional(),
    comment: z.string().optional(),
  }),
  effect: 'write',
  inverse: null,
  idempotent: false,
  asksApproval: true,
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
