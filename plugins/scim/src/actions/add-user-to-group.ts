import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found } from '../client.ts';
import { Config, group, user } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'scim_api_add_user_to_group',
  title: 'Add a user to a group',
  config: Config,
  input: z.object({ group, user }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'scim_api_remove_user_from_group', input: { group: 'input.group', user: 'input.user' } },
  idempotent: true,
  permissions: ['write groups', 'read users'],
  run: async (ctx, input) => {
    const { seen } = found('user', input.user, await find(ctx, 'Users', input.user));
    const group = found('group', input.group, await find(ctx, 'Groups', input.group));
    const isChanged = await applyChange(ctx, 'Groups', group, ({ seen: { members } }) =>
      members.some(({ value }) => value === seen.id) ? null : { kind: 'add', attribute: 'members', value: seen.id },
    );
    return isChanged ? changed({}) : noop({}, 'is a member already');
  },
});
