import { z } from 'zod';
import { core, id, seconds, YEAR_SECONDS } from './core-action.ts';

export const WAITS = {
  none: core({ title: 'Nothing', description: 'No action required.', input: z.strictObject({}) }),
  sleep: core({
    title: 'Sleep',
    description: 'Waits, so that what was set off elsewhere has time to complete.',
    input: z.strictObject({ seconds: seconds(YEAR_SECONDS).describe('How long.') }),
  }),
  wait_condition: core({
    title: 'Wait for a condition',
    description: 'Asks a provider again and again until its answer is as it should be.',
    input: z.strictObject({
      connectionId: id.describe('The connection to ask.'),
      actionType: z.string().max(100).describe('An action of it that only reads.'),
      input: z.record(z.string(), z.json()).default({}).describe('What the action is given.'),
      path: z.string().max(500).describe('Where in its output to look: `state`.'),
      equals: z.json().describe('What has to stand there.'),
      everySeconds: seconds(24 * 3600)
        .default(10)
        .describe('How often to look.'),
      deadlineSeconds: seconds(YEAR_SECONDS).default(3600).describe('How long to look before the step fails.'),
    }),
    output: z.object({ output: z.json(), looks: z.int() }),
    scope: 'action:run',
  }),
  callback: core({
    title: 'Wait for a callback',
    description: 'Waits until somebody posts to its URL, which works once.',
    input: z.strictObject({
      message: z.string().max(500).default('').describe('Who is to call, for people.'),
      expiresInSeconds: seconds(YEAR_SECONDS)
        .default(24 * 3600)
        .describe('From when the step begins to wait.'),
    }),
    output: z.object({ body: z.json(), receivedAt: z.string() }),
  }),
};
