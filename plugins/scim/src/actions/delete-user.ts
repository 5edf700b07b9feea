import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { find } from '../client.ts';
import { Config, user } from '../schemas.ts';

export const deleteUser = defineAction({
  id: 'scim_api_delete_user',
  title: 'Delete a user',
  description: 'For good; to keep the account, disable the user.',
  config: Config,
  input: z.object({ user }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['write users'],
  run: async (ctx, { user }) => {
    const before = await find(ctx, 'Users', user);
    if (!before) return noop({}, 'is not there');
    const answer = await ctx.http.delete('/Users/{id}', { params: { id: before.seen.id }, allow: [404] });
    return answer.ok ? changed({}) : noop({}, 'is gone already');
  },
});
