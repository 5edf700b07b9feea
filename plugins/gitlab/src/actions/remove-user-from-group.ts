import { defineAction, z } from '@joinery/plugin-sdk';
import { Removed, removeMember } from '../memberships.ts';
import { Config, group, username } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'gitlab_api_remove_user_from_group',
  title: 'Take a person out of a group',
  description: 'A membership that comes from a group above stays.',
  config: Config,
  input: z.object({ group, username }),
  output: Removed,
  effect: 'destructive',
  inverse: {
    action: 'gitlab_api_add_user_to_group',
    input: { group: 'input.group', username: 'input.username', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { group, username }) => removeMember(ctx, 'groups', { id: group, username }),
});
