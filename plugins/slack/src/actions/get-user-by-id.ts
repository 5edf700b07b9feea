import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { call } from '../client.ts';
import { Config, User, user } from '../schemas.ts';

export const getUserById = defineAction({
  id: 'slack_api_get_user_by_id',
  title: 'Look a person up by id',
  config: Config,
  input: z.object({ user }),
  output: z.object({ userId: z.string(), username: z.string(), email: z.string().nullable(), isActive: z.boolean() }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['users:read', 'users:read.email'],
  run: async (ctx, input) => {
    const { user } = await call(ctx, 'users.info', { query: input, schema: User });
    const email = user.profile?.email ?? null;
    return noop({ userId: user.id, username: user.name, email, isActive: !user.deleted }, 'it only asked');
  },
});
