import { defineAction, z } from '@joinery/plugin-sdk';
import { RoleSet, setRole } from '../memberships.ts';
import { Config, group, roleInput, username } from '../schemas.ts';

export const setRoleInGroup = defineAction({
  id: 'gitlab_api_set_role_in_group',
  title: "Set a person's role in a group",
  config: Config,
  input: z.object({ group, username, role: roleInput }),
  output: RoleSet,
  effect: 'write',
  inverse: {
    action: 'gitlab_api_set_role_in_group',
    input: { group: 'input.group', username: 'input.username', role: 'output.previous' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { group, ...person }) => setRole(ctx, 'groups', { id: group, ...person }),
});
