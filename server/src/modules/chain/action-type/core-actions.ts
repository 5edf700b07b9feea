import { z } from 'zod';
import type { Inverse, JsonSchema, StepAction } from './step-action.ts';

const id = z.uuid();
const seconds = (most: number) => z.int().min(1).max(most);
const YEAR = 366 * 24 * 3600;
const person = { userId: id.describe('UUID of the user.') };
const member = { groupId: id.describe('UUID of the group.'), ...person };

const schema = (shape: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io: 'input' });
  return rest;
};

interface Core {
  title: string;
  description: string;
  input: z.ZodType;
  output?: z.ZodType;
  effect?: StepAction['effect'];
  inverse?: Inverse;
}

const MEMBER_INVERSE = { groupId: 'input.groupId', userId: 'input.userId' };

/** The inputs of what Joinery does itself, for those who perform it. */
export const CORE_INPUTS = {
  none: z.strictObject({}),
  sleep: z.strictObject({ seconds: seconds(YEAR).describe('How long.') }),
  wait_condition: z.strictObject({
    connectionId: id.describe('The connection to ask.'),
    actionType: z.string().max(100).describe('An action of it that only reads.'),
    input: z.record(z.string(), z.json()).default({}).describe('What the action is given.'),
    path: z.string().max(500).describe('Where in its output to look: `state`.'),
    equals: z.json().describe('What has to stand there.'),
    everySeconds: seconds(24 * 3600)
      .default(10)
      .describe('How often to look.'),
    deadlineSeconds: seconds(YEAR).default(3600).describe('How long to look before the step fails.'),
  }),
  no_grants_left: z.strictObject({
    connectionId: id.describe('The connection to ask; its plugin lists what there is at the provider.'),
    principals: z
      .array(z.string().min(1).max(320))
      .min(1)
      .max(10)
      .describe('Email addresses, user names or ids of one person.'),
  }),
  callback: z.strictObject({
    message: z.string().max(500).default('').describe('Who is to call, for people.'),
    expiresInSeconds: seconds(YEAR)
      .default(24 * 3600)
      .describe('From when the step begins to wait.'),
  }),
  approval: z.strictObject({
    message: z.string().min(1).max(2000).describe('What is asked.'),
    userIds: z.array(id).max(50).default([]).describe('Users who may decide.'),
    role: z.enum(['OWNER', 'ADMIN', 'AUDITOR']).optional().describe('A role whose holders may decide.'),
    deadlineSeconds: seconds(YEAR)
      .default(7 * 24 * 3600)
      .describe('How long to wait.'),
    onDeadline: z.enum(['REJECT', 'APPROVE']).default('REJECT').describe('What follows when nobody decides.'),
  }),
  run_task: z.strictObject({ taskId: id.describe('UUID of the task.') }),
  run_chain: z.strictObject({
    chainId: id.describe('UUID of the chain.'),
    input: z.record(z.string(), z.json()).default({}).describe('The input of its flow.'),
    subjectId: id.optional().describe('Its subject; that of this flow when left out.'),
  }),
  undo_chain: z.strictObject({ flowId: id.describe('UUID of the flow.') }),
  directory_add_group_member: z.strictObject({
    ...member,
    expiresInSeconds: seconds(10 * YEAR)
      .optional()
      .describe('When the membership ends; never when left out.'),
  }),
  directory_remove_group_member: z.strictObject(member),
  directory_activate_user: z.strictObject(person),
  directory_deactivate_user: z.strictObject(person),
} as const;

export type CoreActionId = keyof typeof CORE_INPUTS;

const CORE: Record<CoreActionId, Omit<Core, 'input'>> = {
  none: { title: 'Nothing', description: 'No action required.' },
  sleep: { title: 'Sleep', description: 'Waits, so that what was set off elsewhere has time to complete.' },
  wait_condition: {
    title: 'Wait for a condition',
    description: 'Asks a provider again and again until its answer is as it should be.',
    output: z.object({ output: z.json(), looks: z.int() }),
  },
  no_grants_left: {
    title: 'See that nothing is left',
    description:
      'Reads everything that the plugin lists at a provider, and fails where somebody still holds some of it.',
    output: z.object({ objectCount: z.int() }),
  },
  callback: {
    title: 'Wait for a callback',
    description: 'Waits until somebody posts to its URL, which works once.',
    output: z.object({ body: z.json(), receivedAt: z.string() }),
  },
  approval: {
    title: 'Ask for approval',
    description: 'Waits until one of the named people decides.',
    output: z.object({ decision: z.enum(['approved', 'expired']), by: z.string(), comment: z.string() }),
  },
  run_task: {
    title: 'Run a task',
    description: 'Sets a task off and waits for its run.',
    output: z.object({ runId: z.string(), output: z.string() }),
    effect: 'write',
  },
  run_chain: {
    title: 'Run a chain',
    description: 'Starts a flow of another chain and waits for it.',
    output: z.object({ flowId: z.string(), outputs: z.record(z.string(), z.json()) }),
    effect: 'write',
    inverse: { action: 'undo_chain', input: { flowId: 'output.flowId' } },
  },
  undo_chain: {
    title: 'Undo a chain',
    description: 'Undoes what the flow of another chain has done, and waits for it.',
    output: z.object({ flowId: z.string() }),
    effect: 'destructive',
  },
  directory_add_group_member: {
    title: 'Add to group',
    description: 'Adds a user of the directory to a group of it.',
    effect: 'write',
    inverse: { action: 'directory_remove_group_member', input: MEMBER_INVERSE },
  },
  directory_remove_group_member: {
    title: 'Remove from group',
    description: 'Takes a user of the directory out of a group of it.',
    effect: 'destructive',
    inverse: { action: 'directory_add_group_member', input: MEMBER_INVERSE },
  },
  directory_activate_user: {
    title: 'Activate user',
    description: 'Lets a user of the directory sign in again.',
    effect: 'write',
    inverse: { action: 'directory_deactivate_user', input: { userId: 'input.userId' } },
  },
  directory_deactivate_user: {
    title: 'Deactivate user',
    description: 'Keeps a user of the directory from signing in.',
    effect: 'destructive',
    inverse: { action: 'directory_activate_user', input: { userId: 'input.userId' } },
  },
};

const ACTIONS = new Map(
  (Object.keys(CORE_INPUTS) as CoreActionId[]).map((name): [string, StepAction] => {
    const { title, description, output = z.object({}), effect = 'read', inverse = null } = CORE[name];
    // Each finds what it has made by the step's own id: to do it twice is to do it once.
    const action = { id: name, title, description, effect, idempotent: true, inverse, plugin: null };
    return [name, { ...action, input: schema(CORE_INPUTS[name]), output: schema(output) }];
  }),
);

/** What Joinery does itself: undefined for what it does not know. */
export function coreAction(name: string): StepAction | undefined {
  return ACTIONS.get(name);
}

export const CORE_ACTIONS: readonly StepAction[] = [...ACTIONS.values()];
