import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { found, policyOf, readProject, rolesOf, writeRoles } from '../projects.ts';
import { Config, project, projectRole, projectRuleInput, subject } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'argo_cd_api_create_group',
  title: 'Create a role of a project',
  config: Config,
  input: z.object({
    project,
    role: projectRole,
    description: z.string().max(255).optional().describe('What it is for'),
    rules: z.array(projectRuleInput).max(100).default([]).describe('What it may in the project, and may not'),
    groups: z.array(subject).max(500).default([]).describe('Groups that hold it'),
  }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'argo_cd_api_delete_group', input: { project: 'input.project', role: 'input.role' } },
  idempotent: true,
  permissions: ['projects, update'],
  run: async (ctx, { project: name, role, description, rules, groups }) => {
    const project = found('project', name, await readProject(ctx, name));
    const policies = rules.map((rule) => policyOf({ project: name, role, rule }));
    const there = rolesOf(project).find((one) => one.name === role);
    if (there) {
      const has = new Set(there.policies ?? []);
      if (policies.every((policy) => has.has(policy))) return noop({}, 'is there already');
      throw new ProviderError('conflict', `${role} is in ${name} already, with other rules`);
    }
    await writeRoles(ctx, project, [...rolesOf(project), { name: role, description, policies, groups }]);
    return changed({});
  },
});
