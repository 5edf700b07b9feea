import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findRole } from '../client.ts';
import { Config, OneRole } from '../schemas.ts';

export const createRole = defineAction({
  id: 'datadog_api_create_role',
  title: 'Create a role',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name of the role'),
    permissions: z.array(z.string()).default([]).describe('Ids of permissions, beside those that every role has'),
  }),
  output: z.object({ id: z.string() }),
  effect: 'write',
  inverse: { action: 'datadog_api_delete_role', input: { role: 'output.id' } },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, { name, permissions }) => {
    const now = await findRole(ctx, name);
    if (now) return noop({ id: now.id }, 'is there already');
    const relationships = { permissions: { data: permissions.map((id) => ({ type: 'permissions', id })) } };
    const data = { type: 'roles', attributes: { name }, relationships };
    const answer = await ctx.http.post('/api/v2/roles', { body: { data }, schema: OneRole });
    return changed({ id: answer.data.data.id });
  },
});
