import { changed, defineAction, noop } from '@joinery/plugin-sdk';
import { isMember, MEMBER_PATH } from '../client.ts';
import { Membership } from '../schemas.ts';

export const addMember = defineAction({
  id: 'example_api_add_member',
  title: 'Add a person to a team',
  input: Membership,
  output: Membership,
  effect: 'write',
  inverse: { action: 'example_api_remove_member', input: { team: 'input.team', username: 'input.username' } },
  idempotent: true,
  permissions: ['teams:write'],
  run: async (ctx, membership) => {
    if (await isMember(ctx, membership)) return noop(membership, 'is a member already');
    await ctx.http.put(MEMBER_PATH, { params: membership });
    return changed(membership);
  },
});
