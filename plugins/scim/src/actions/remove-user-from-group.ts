import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found } from '../client.ts';
import { Config, group, user } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'scim_api_remove_user_from_group',
  title: 'Remove a user from a group',
  config: Config,
  input: z.object({ group, user }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'scim_api_add_user_to_group', input: { group: 'input.group', user: 'input.user' } },
  idempotent: true,
  permissions: ['write groups', 'read users'],
  run: async (ctx, input) => {
    const group = found('group', input.group, await find(ctx, 'Groups', input.group));
    const user = await find(ctx, 'Users', input.user);
    if (!user) return noop({}, 'is no user');
    const { id } = user.seen;
    const isChanged = await applyChange(ctx, 'Groups', group, ({ seen: { members } }) =>
      members.some(({ value }) => value === id) ? { kind: 'remove', attribute: 'members', value: id } : null,
    );
    return isChanged ? changed({}) : noop({}, 'is no member');
  },
});
