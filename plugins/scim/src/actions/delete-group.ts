import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { find } from '../client.ts';
import { Config, group } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'scim_api_delete_group',
  title: 'Delete a group',
  config: Config,
  input: z.object({ group }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['write groups'],
  run: async (ctx, { group }) => {
    const before = await find(ctx, 'Groups', group);
    if (!before) return noop({}, 'is not there');
    const answer = await ctx.http.delete('/Groups/{id}', { params: { id: before.seen.id }, allow: [404] });
    return answer.ok ? changed({}) : noop({}, 'is gone already');
  },
});
