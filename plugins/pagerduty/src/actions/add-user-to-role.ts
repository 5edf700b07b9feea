import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, OneUser, ROLES, role, user } from '../schemas.ts';

export const addUserToRole = defineAction({
  id: 'pagerduty_api_add_user_to_role',
  title: 'Give a role in the account',
  description: 'A user has exactly one: the role before it is gone.',
  config: Config,
  input: z.object({ user, role }),
  output: z.object({ previousRole: z.enum(ROLES) }),
  effect: 'write',
  inverse: { action: 'pagerduty_api_add_user_to_role', input: { user: 'input.user', role: 'output.previousRole' } },
  idempotent: true,
  permissions: ['users.write'],
  run: async (ctx, { user, role }) => {
    const { id, name, email, role: now } = found('user', user, await findUser(ctx, user));
    const output = { previousRole: z.enum(ROLES).catch('user').parse(now) };
    if (now === role) return noop(output, 'has the role already');
    const body = { user: { type: 'user', name, email, role } };
    await ctx.http.put('/users/{id}', { params: { id }, body, schema: OneUser });
    return changed(output);
  },
});
