import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser } from '../client.ts';
import { Config, OneUser, ROLES, role, user } from '../schemas.ts';

export const removeUserFromRole = defineAction({
  id: 'pagerduty_api_remove_user_from_role',
  title: 'Take a role in the account away',
  description: 'A user always has one: another takes its place.',
  config: Config,
  input: z.object({
    user,
    role,
    instead: z.enum(ROLES).default('limited_user').describe('The role that takes its place'),
  }),
  output: z.object({ role: z.string().describe('What it is now') }),
  effect: 'destructive',
  inverse: { action: 'pagerduty_api_add_user_to_role', input: { user: 'input.user', role: 'input.role' } },
  idempotent: true,
  permissions: ['users.write'],
  run: async (ctx, { user, role, instead }) => {
    const now = await findUser(ctx, user);
    if (!now) return noop({ role: 'none' }, 'is no user');
    if (now.role !== role || role === instead) return noop({ role: now.role }, 'does not have the role');
    const { id, name, email } = now;
    const body = { user: { type: 'user', name, email, role: instead } };
    await ctx.http.put('/users/{id}', { params: { id }, body, schema: OneUser });
    return changed({ role: instead });
  },
});
