import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findRole, findUser, found } from '../client.ts';
import { Config, role, Users, user } from '../schemas.ts';

export const addUserToRole = defineAction({
  id: 'datadog_api_add_user_to_role',
  title: 'Give a role',
  config: Config,
  input: z.object({ user, role }),
  output: z.object({ userId: z.string(), roleId: z.string() }),
  effect: 'write',
  inverse: { action: 'datadog_api_remove_user_from_role', input: { user: 'output.userId', role: 'output.roleId' } },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, input) => {
    const role = found('role', input.role, await findRole(ctx, input.role));
    const user = found('user', input.user, await findUser(ctx, input.user));
    const output = { userId: user.id, roleId: role.id };
    if (user.relationships.roles.data.some(({ id }) => id === role.id)) return noop(output, 'has the role already');
    const data = { type: 'users', id: user.id };
    await ctx.http.post('/api/v2/roles/{id}/users', { params: { id: role.id }, body: { data }, schema: Users });
    return changed(output);
  },
});
