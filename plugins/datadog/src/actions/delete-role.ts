import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findRole } from '../client.ts';
import { Config, role } from '../schemas.ts';

export const deleteRole = defineAction({
  id: 'datadog_api_delete_role',
  title: 'Delete a role',
  description: 'Everybody who holds it loses it, and making it anew does not give it back to them.',
  config: Config,
  input: z.object({ role }),
  output: z.object({
    name: z.string().describe('Of the role that was deleted'),
    permissions: z.array(z.string()).describe('Ids of the permissions that it had'),
  }),
  effect: 'destructive',
  inverse: {
    action: 'datadog_api_create_role',
    input: { name: 'output.name', permissions: 'output.permissions' },
  },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, { role }) => {
    const now = await findRole(ctx, role);
    if (!now) return noop({ name: role, permissions: [] }, 'is gone already');
    await ctx.http.delete('/api/v2/roles/{id}', { params: { id: now.id } });
    const permissions = now.relationships.permissions.data.map(({ id }) => id);
    return changed({ name: now.attributes.name, permissions });
  },
});
