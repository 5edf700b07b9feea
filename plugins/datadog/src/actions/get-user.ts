import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, STATUSES, user } from '../schemas.ts';

export const getUser = defineAction({
  id: 'datadog_api_get_user',
  title: 'Look a user up',
  description: 'Whether the person has accepted the invitation, is disabled, and holds which roles.',
  config: Config,
  input: z.object({ user }),
  output: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    status: z.enum(STATUSES).describe('`Pending` until an invitation is accepted'),
    roleIds: z.array(z.string()),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['user_access_read'],
  run: async (ctx, { user }) => {
    const { id, attributes, relationships } = found('user', user, await findUser(ctx, user));
    const { email, name, status } = attributes;
    return noop({ id, email, name, status, roleIds: relationships.roles.data.map((role) => role.id) }, 'it only asked');
  },
});
