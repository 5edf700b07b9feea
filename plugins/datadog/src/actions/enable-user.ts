import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, OneUser, STATUSES, user } from '../schemas.ts';

export const enableUser = defineAction({
  id: 'datadog_api_enable_user',
  title: 'Enable a user',
  config: Config,
  input: z.object({ user }),
  output: z.object({ id: z.string(), status: z.enum(STATUSES) }),
  effect: 'write',
  inverse: { action: 'datadog_api_disable_user', input: { user: 'input.user' } },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, { user }) => {
    const { id, attributes } = found('user', user, await findUser(ctx, user));
    if (!attributes.disabled) return noop({ id, status: attributes.status }, 'is enabled already');
    const data = { type: 'users', id, attributes: { disabled: false } };
    const answer = await ctx.http.patch('/api/v2/users/{id}', { params: { id }, body: { data }, schema: OneUser });
    return changed({ id, status: answer.data.data.attributes.status });
  },
});
