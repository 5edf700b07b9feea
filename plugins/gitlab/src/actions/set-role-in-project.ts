import { defineAction, z } from '@joinery/plugin-sdk';
import { RoleSet, setRole } from '../memberships.ts';
import { Config, project, roleInput, username } from '../schemas.ts';

export const setRoleInProject = defineAction({
  id: 'gitlab_api_set_role_in_project',
  title: "Set a person's role in a project",
  config: Config,
  input: z.object({ project, username, role: roleInput }),
  output: RoleSet,
  effect: 'write',
  inverse: {
    action: 'gitlab_api_set_role_in_project',
    input: { project: 'input.project', username: 'input.username', role: 'output.previous' },
  },
  idempotent: true,
  permissions: ['api, of an owner or maintainer'],
  run: (ctx, { project, ...person }) => setRole(ctx, 'projects', { id: project, ...person }),
});
