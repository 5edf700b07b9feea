import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { call, membersOfGroup } from '../client.ts';
import { Config, Nothing, user, userGroup } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'slack_api_remove_user_from_group',
  title: 'Take a person out of a user group',
  description: 'Slack keeps no user group empty: the last person is not taken out; delete the group instead.',
  config: Config,
  input: z.object({ userGroup, user }),
  output: z.object({ members: z.int() }),
  effect: 'destructive',
  inverse: { action: 'slack_api_add_user_to_group', input: { userGroup: 'input.userGroup', user: 'input.user' } },
  idempotent: true,
  permissions: ['usergroups:read', 'usergroups:write'],
  run: async (ctx, { userGroup, user }) => {
    const members = await membersOfGroup(ctx, userGroup);
    const others = members.filter((member) => member !== user);
    if (others.length === members.length) return noop({ members: members.length }, 'is not in the user group any more');
    if (others.length === 0)
      throw new ProviderError(
        'conflict',
        'it is the last person, and Slack keeps no user group empty: delete the group',
      );
    await call(ctx, 'usergroups.users.update', {
      body: { usergroup: userGroup, users: others.join(',') },
      schema: Nothing,
    });
    return changed({ members: others.length });
  },
});
