import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { call, membersOfGroup } from '../client.ts';
import { Config, Nothing, User, user, userGroup } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'slack_api_add_user_to_group',
  title: 'Add a person to a user group',
  description: 'Slack takes the whole list of members at once: do not change one group twice at a time.',
  config: Config,
  input: z.object({ userGroup, user }),
  output: z.object({ members: z.int() }),
  effect: 'write',
  inverse: {
    action: 'slack_api_remove_user_from_group',
    input: { userGroup: 'input.userGroup', user: 'input.user' },
  },
  idempotent: true,
  permissions: ['usergroups:read', 'usergroups:write', 'users:read'],
  run: async (ctx, { userGroup, user }) => {
    const members = await membersOfGroup(ctx, userGroup);
    if (members.includes(user)) return noop({ members: members.length }, 'is in the user group already');
    await call(ctx, 'users.info', { query: { user }, schema: User });
    const users = [...members, user];
    await call(ctx, 'usergroups.users.update', {
      body: { usergroup: userGroup, users: users.join(',') },
      schema: Nothing,
    });
    return changed({ members: users.length });
  },
});
