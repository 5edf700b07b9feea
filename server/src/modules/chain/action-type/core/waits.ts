import { z } from 'zod';
import { core, idOf, seconds, YEAR_SECONDS } from './core-action.ts';

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
      connectionId: idOf('connection').describe('The connection to ask.'),
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
  no_grants_left: core({
    title: 'See that nothing is left',
    description:
      'Reads everything that the plugin lists at a provider, and fails where somebody still holds some of it.',
    input: z.strictObject({
      connectionId: idOf('connection').describe(
        'The connection to ask; its plugin lists what there is at the provider.',
      ),
      principals: z
        .array(z.string().min(1).max(320))
        .min(1)
        .max(10)
        .describe('Email addresses, user names or ids of one person.'),
    }),
    output: z.object({ objectCount: z.int() }),
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
