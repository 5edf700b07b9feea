import { z } from 'zod';
import { core, idOf } from './core-action.ts';

const person = { userId: idOf('user').describe('The user.') };
const email = z.string().max(254).describe('Unique in the tenant.');
const personName = z.string().max(100);
const attributes = z.record(z.string(), z.json());
const profile = {
  username: z.string().max(254).optional().describe('Unique in the tenant.'),
  firstName: personName.optional().describe('Given name.'),
  lastName: personName.optional().describe('Family name.'),
  managerId: idOf('user').nullable().optional().describe('The manager; null for nobody.'),
};

/** No role is given here: whoever may write chains could give it to themselves. */
export const DIRECTORY_USERS = {
  directory_create_user: core({
    title: 'Create user',
    description: 'Makes a user of the directory, as a member; who has the email already stays as they are.',
    input: z.strictObject({
      email,
      ...profile,
      attributes: attributes.optional().describe("What the tenant's attribute schema allows."),
    }),
    output: z.object({ userId: z.string(), email: z.string(), username: z.string() }),
    effect: 'write',
    inverse: { action: 'directory_delete_user', input: { userId: 'output.userId' } },
    scope: 'user:write',
  }),
  directory_update_user: core({
    title: 'Update user',
    description: 'Changes a user of the directory; what is left out stays.',
    input: z.strictObject({
      ...person,
      changes: z
        .strictObject({
          email: email.optional(),
          ...profile,
          attributes: attributes.optional().describe('Takes the place of all attributes.'),
        })
        .describe('What is to be as it says.'),
    }),
    output: z.object({ previous: z.record(z.string(), z.json()) }),
    effect: 'write',
    inverse: { action: 'directory_update_user', input: { userId: 'input.userId', changes: 'output.previous' } },
    scope: 'user:write',
  }),
  directory_activate_user: core({
    title: 'Activate user',
    description: 'Lets a user of the directory sign in again.',
    input: z.strictObject(person),
    effect: 'write',
    inverse: { action: 'directory_deactivate_user', input: { userId: 'input.userId' } },
    scope: 'user:write',
  }),
  directory_deactivate_user: core({
    title: 'Deactivate user',
    description: 'Keeps a user of the directory from signing in.',
    input: z.strictObject(person),
    effect: 'destructive',
    inverse: { action: 'directory_activate_user', input: { userId: 'input.userId' } },
    scope: 'user:write',
  }),
  directory_delete_user: core({
    title: 'Delete user',
    description: 'Deletes a user of the directory with all they have in it; nothing brings them back.',
    input: z.strictObject(person),
    output: z.object({ email: z.string().optional() }),
    effect: 'destructive',
    scope: 'user:write',
  }),
  directory_end_sessions: core({
    title: 'End sessions',
    description: 'Ends every session and API token of a user, within seconds.',
    input: z.strictObject(person),
    output: z.object({ sessions: z.int(), apiTokens: z.int() }),
    effect: 'destructive',
    scope: 'user:write',
  }),
};
