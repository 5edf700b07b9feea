import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { readProject, rolesOf, writeRoles } from '../projects.ts';
import { Config, project, projectRole, subject } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'argo_cd_api_remove_user_from_group',
  title: 'Take a role of a project from a group',
  config: Config,
  input: z.object({ project, role: projectRole, subject }),
  output: z.object({}),
  effect: 'destructive',
  inverse: {
    action: 'argo_cd_api_add_user_to_group',
    input: { project: 'input.project', role: 'input.role', subject: 'input.subject' },
  },
  idempotent: true,
  permissions: ['projects, update'],
  run: async (ctx, { project: name, role: roleName, subject }) => {
    const project = await readProject(ctx, name);
    const roles = project ? rolesOf(project) : [];
    const role = roles.find((one) => one.name === roleName);
    if (!project || !role?.groups?.includes(subject)) return noop({}, 'does not hold the role');
    const left = { ...role, groups: role.groups.filter((group) => group !== subject) };
    await writeRoles(
      ctx,
      project,
      roles.map((one) => (one === role ? left : one)),
    );
    return changed({});
  },
});
