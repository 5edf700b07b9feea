import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { blockersOf } from '../blockers.ts';
import { findUser, found } from '../client.ts';
import { Config, user } from '../schemas.ts';

export const getUser = defineAction({
  id: 'pagerduty_api_get_user',
  title: 'Look a user up',
  description: 'With the schedules and escalation policies that keep the user from being deleted.',
  config: Config,
  input: z.object({ user }),
  output: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.string(),
    blockedBy: z.array(z.string()),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['users.read', 'schedules.read', 'escalation_policies.read'],
  run: async (ctx, { user }) => {
    const { id, email, name, role } = found('user', user, await findUser(ctx, user));
    return noop({ id, email, name, role, blockedBy: await blockersOf(ctx, id) }, 'it only asked');
  },
});
