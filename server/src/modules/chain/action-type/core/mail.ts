import { z } from 'zod';
import { core, idOf } from './core-action.ts';

/** As much as can be told without a look at its server. */
const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export const MAIL = {
  email_notification: core({
    title: 'Send a mail',
    description: 'Sends a mail to a user of the directory, or to an address.',
    input: z.strictObject({
      userId: idOf('user').optional().describe('The user to write to.'),
      to: z.string().max(254).regex(ADDRESS).optional().describe('Or one address.'),
      subject: z.string().min(1).max(200).describe('Of the mail.'),
      text: z.string().min(1).max(20_000).describe('Of the mail, as plain text.'),
    }),
    output: z.object({ to: z.string(), messageId: z.string() }),
    effect: 'write',
    scope: 'action:run',
  }),
};
