import { z } from 'zod';
import { core, idOf, seconds, YEAR_SECONDS } from './core-action.ts';

const group = { groupId: idOf('group').describe('The group.') };
const member = { ...group, userId: idOf('user').describe('The user.') };
const name = z.string().min(1).max(200).describe('Unique in the tenant.');
const description = z.string().max(2000).describe('What it is for.');

export const DIRECTORY_GROUPS = {
  directory_create_group: core({
    title: 'Create group',
    description: 'Makes a group of the directory; one of the name stays as it is.',
    input: z.strictObject({ name, description: description.optional() }),
    output: z.object({ groupId: z.string(), name: z.string() }),
    effect: 'write',
    inverse: { action: 'directory_delete_group', input: { groupId: 'output.groupId' } },
    scope: 'group:write',
  }),
  directory_update_group: core({
    title: 'Update group',
    description: 'Changes what a group of the directory is called; what is left out stays.',
    input: z.strictObject({
      ...group,
      changes: z
        .strictObject({ name: name.optional(), description: description.optional() })
        .describe('What is to be as it says.'),
    }),
    output: z.object({ previous: z.record(z.string(), z.json()) }),
    effect: 'write',
    inverse: { action: 'directory_update_group', input: { groupId: 'input.groupId', changes: 'output.previous' } },
    scope: 'group:write',
  }),
  directory_delete_group: core({
    title: 'Delete group',
    description: 'Deletes a group of the directory and its memberships; nothing brings them back.',
    input: z.strictObject(group),
    output: z.object({ name: z.string().optional() }),
    effect: 'destructive',
    scope: 'group:write',
  }),
  directory_add_group_member: core({
    title: 'Add to group',
    description: 'Adds a user of the directory to a group of it.',
    input: z.strictObject({
      ...member,
      expiresInSeconds: seconds(10 * YEAR_SECONDS)
        .optional()
        .describe('When the membership ends, from now; never when left out.'),
      expiresAt: z.iso.datetime({ offset: true }).optional().describe('Or the time itself.'),
    }),
    effect: 'write',
    inverse: {
      action: 'directory_remove_group_member',
      input: { groupId: 'input.groupId', userId: 'input.userId' },
    },
    scope: 'group:write',
  }),
  directory_remove_group_member: core({
    title: 'Remove from group',
    description: 'Takes a user of the directory out of a group of it.',
    input: z.strictObject(member),
    output: z.object({ expiresAt: z.string().optional() }),
    effect: 'destructive',
    inverse: {
      action: 'directory_add_group_member',
      input: { groupId: 'input.groupId', userId: 'input.userId', expiresAt: 'output.expiresAt' },
    },
    scope: 'group:write',
  }),
};
