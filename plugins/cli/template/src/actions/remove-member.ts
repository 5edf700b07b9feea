import { changed, defineAction, noop } from '@joinery/plugin-sdk';
import { isMember, MEMBER_PATH } from '../client.ts';
import { Membership } from '../schemas.ts';

export const removeMember = defineAction({
  id: 'example_api_remove_member',
  title: 'Take a person out of a team',
  input: Membership,
  output: Membership,
  effect: 'destructive',
  inverse: { action: 'example_api_add_member', input: { team: 'input.team', username: 'input.username' } },
  idempotent: true,
  permissions: ['teams:write'],
  run: async (ctx, membership) => {
    if (!(await isMember(ctx, membership))) return noop(membership, 'is no member any more');
    await ctx.http.delete(MEMBER_PATH, { params: membership });
    return changed(membership);
  },
});
