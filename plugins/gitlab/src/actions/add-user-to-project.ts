import { defineAction, z } from '@joinery/plugin-sdk';
import { Added, addMember } from '../memberships.ts';
import { Config, expiresAt, project, roleInput, username } from '../schemas.ts';

export const addUserToProject = defineAction({
  id: 'gitlab_api_add_user_to_project',
  title: 'Add a person to a project',
  config: Config,
  input: z.object({ project, username, role: roleInput.default('developer'), expiresAt }),
  output: Added,
  effect: 'write',
  inverse: {
    action: 'gitlab_api_remove_user_from_project',
    input: { project: 'input.project', username: 'input.username' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { project, ...person }) => addMember(ctx, 'projects', { id: project, ...person }),
});
