import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findRole, findUser, found } from '../client.ts';
import { Config, OneUser, STATUSES } from '../schemas.ts';

export const createUser = defineAction({
  id: 'datadog_api_create_user',
  title: 'Create a user',
  description:
    'Who was disabled is enabled again. Datadog sends no mail for it: that is the action to send an invitation.',
  config: Config,
  input: z.object({
    email: z.email().describe('Email address, which is the name to sign in with too'),
    name: z.string().optional().describe('Full name'),
    title: z.string().optional().describe('Job title'),
    roles: z.array(z.string()).default([]).describe('Names or ids of roles to begin with; Standard where it is empty'),
  }),
  output: z.object({ id: z.string(), status: z.enum(STATUSES) }),
  effect: 'write',
  inverse: { action: 'datadog_api_disable_user', input: { user: 'output.id' } },
  idempotent: true,
  permissions: ['user_access_invite', 'user_access_read'],
  run: async (ctx, { email, name, title, roles }) => {
    const now = await findUser(ctx, email);
    if (now && !now.attributes.disabled)
      return noop({ id: now.id, status: now.attributes.status }, 'is a user already');
    if (now) {
      const data = { type: 'users', id: now.id, attributes: { disabled: false } };
      const params = { id: now.id };
      const answer = await ctx.http.patch('/api/v2/users/{id}', { params, body: { data }, schema: OneUser });
      return changed({ id: now.id, status: answer.data.data.attributes.status });
    }
    const ids: string[] = [];
    for (const role of roles) ids.push(found('role', role, await findRole(ctx, role)).id);
    const relationships = ids.length > 0 && { roles: { data: ids.map((id) => ({ type: 'roles', id })) } };
    const data = { type: 'users', attributes: { email, name, title }, ...(relationships && { relationships }) };
    const { data: made } = await ctx.http.post('/api/v2/users', { body: { data }, schema: OneUser });
    return changed({ id: made.data.id, status: made.data.attributes.status });
  },
});
