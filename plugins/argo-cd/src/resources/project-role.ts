import { defineResource } from '@joinery/plugin-sdk';
import { readProject, rolesOf } from '../projects.ts';
import { Config, Projects } from '../schemas.ts';

export const projectRole = defineResource({
  type: 'project_role',
  title: 'Roles of projects',
  config: Config,
  // Argo CD answers all projects at once.
  objects: async ({ http }) => {
    const { data } = await http.get('/api/v1/projects', { schema: Projects });
    const items = (data.items ?? []).flatMap((project) =>
      rolesOf(project).map(({ name }) => ({
        id: `proj:${project.metadata.name}:${name}`,
        name: `${name} in ${project.metadata.name}`,
      })),
    );
    return { items, next: null };
  },
  entitlements: async () => ({ items: [{ id: 'member', name: 'Group that holds the role' }], next: null }),
  grants: async (ctx, { id }) => {
    const [, projectName = '', ...rest] = id.split(':');
    const project = await readProject(ctx, projectName);
    const role = project && rolesOf(project).find(({ name }) => name === rest.join(':'));
    const items = (role?.groups ?? []).map((group) => ({
      principal: { id: group, username: group },
      entitlement: 'member',
    }));
    return { items, next: null };
  },
});
