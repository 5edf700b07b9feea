import { defineAction, z } from '@joinery/plugin-sdk';
import { Removed, removeMember } from '../memberships.ts';
import { Config, project, username } from '../schemas.ts';

export const removeUserFromProject = defineAction({
  id: 'gitlab_api_remove_user_from_project',
  title: 'Take a person out of a project',
  description: 'A membership that comes from a group above stays.',
  config: Config,
  input: z.object({ project, username }),
  output: Removed,
  effect: 'destructive',
  inverse: {
    action: 'gitlab_api_add_user_to_project',
    input: { project: 'input.project', username: 'input.username', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { project, username }) => removeMember(ctx, 'projects', { id: project, username }),
});
