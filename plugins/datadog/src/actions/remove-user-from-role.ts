import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findRole, findUser } from '../client.ts';
import { Config, role, Users, user } from '../schemas.ts';

export const removeUserFromRole = defineAction({
  id: 'datadog_api_remove_user_from_role',
  title: 'Take a role away',
  config: Config,
  input: z.object({ user, role }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'datadog_api_add_user_to_role', input: { user: 'input.user', role: 'input.role' } },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, input) => {
    const role = await findRole(ctx, input.role);
    const user = role && (await findUser(ctx, input.user));
    if (!role || !user) return noop({}, role ? 'is no user' : 'the role is gone');
    if (!user.relationships.roles.data.some(({ id }) => id === role.id)) return noop({}, 'does not have the role');
    const data = { type: 'users', id: user.id };
    await ctx.http.delete('/api/v2/roles/{id}/users', { params: { id: role.id }, body: { data }, schema: Users });
    return changed({});
  },
});
