import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { call } from '../client.ts';
import { Config, User } from '../schemas.ts';

export const getUser = defineAction({
  id: 'slack_api_get_user',
  title: 'Look a person up by email address',
  config: Config,
  input: z.object({ email: z.email().describe('As the person has it at Slack') }),
  output: z.object({ userId: z.string(), username: z.string(), isActive: z.boolean() }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['users:read.email'],
  run: async (ctx, { email }) => {
    const { user } = await call(ctx, 'users.lookupByEmail', { query: { email }, schema: User });
    return noop({ userId: user.id, username: user.name, isActive: !user.deleted }, 'it only asked');
  },
});
