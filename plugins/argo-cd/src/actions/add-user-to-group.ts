import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { found, readProject, rolesOf, writeRoles } from '../projects.ts';
import { Config, project, projectRole, subject } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'argo_cd_api_add_user_to_group',
  title: 'Give a role of a project to a group',
  config: Config,
  input: z.object({ project, role: projectRole, subject }),
  output: z.object({}),
  effect: 'write',
  inverse: {
    action: 'argo_cd_api_remove_user_from_group',
    input: { project: 'input.project', role: 'input.role', subject: 'input.subject' },
  },
  idempotent: true,
  permissions: ['projects, update'],
  run: async (ctx, { project: name, role: roleName, subject }) => {
    const project = found('project', name, await readProject(ctx, name));
    const roles = rolesOf(project);
    const role = found(
      `role in ${name}`,
      roleName,
      roles.find((one) => one.name === roleName),
    );
    const groups = role.groups ?? [];
    if (groups.includes(subject)) return noop({}, 'holds the role already');
    const given = { ...role, groups: [...groups, subject] };
    await writeRoles(
      ctx,
      project,
      roles.map((one) => (one === role ? given : one)),
    );
    return changed({});
  },
});
