import { z } from 'zod';
import { core, idOf, seconds, YEAR_SECONDS } from './core-action.ts';

const QUESTION = {
  message: z.string().min(1).max(2000).describe('What is asked.'),
  userIds: z.array(idOf('user')).max(50).default([]).describe('Users who may decide.'),
  role: z.enum(['OWNER', 'ADMIN', 'AUDITOR']).optional().describe('A role whose holders may decide.'),
  deadlineSeconds: seconds(YEAR_SECONDS)
    .default(7 * 24 * 3600)
    .describe('How long to wait.'),
  onDeadline: z.enum(['REJECT', 'APPROVE']).default('REJECT').describe('What follows when nobody decides.'),
};
const output = z.object({ decision: z.enum(['approved', 'expired']), by: z.string(), comment: z.string() });

export const APPROVALS = {
  approval: core({
    title: 'Ask for approval',
    description: 'Waits until one of the named people decides.',
    input: z.strictObject(QUESTION),
    output,
  }),
  email_approval: core({
    title: 'Ask for approval by mail',
    description: 'Sends each of the named people a link, and waits until one of them decides, by it or in the portal.',
    input: z.strictObject({
      ...QUESTION,
      subject: z.string().min(1).max(200).optional().describe('Of the mail; names the chain when left out.'),
    }),
    output,
    effect: 'write',
    scope: 'action:run',
  }),
};
