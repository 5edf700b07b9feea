import { defineAction, z } from '@joinery/plugin-sdk';
import { Added, addMember } from '../memberships.ts';
import { Config, expiresAt, group, roleInput, username } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'gitlab_api_add_user_to_group',
  title: 'Add a person to a group',
  config: Config,
  input: z.object({ group, username, role: roleInput.default('developer'), expiresAt }),
  output: Added,
  effect: 'write',
  inverse: {
    action: 'gitlab_api_remove_user_from_group',
    input: { group: 'input.group', username: 'input.username' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { group, ...person }) => addMember(ctx, 'groups', { id: group, ...person }),
});
