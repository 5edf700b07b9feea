import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { readProject, rolesOf, ruleOf, writeRoles } from '../projects.ts';
import { Config, project, projectRole, projectRuleInput, subject } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'argo_cd_api_delete_group',
  title: 'Delete a role of a project',
  description: 'Its tokens are good for nothing then, and do not come back with it.',
  config: Config,
  input: z.object({ project, role: projectRole }),
  output: z.object({
    description: z.string().optional(),
    rules: z.array(projectRuleInput).optional(),
    groups: z.array(subject).optional(),
  }),
  effect: 'destructive',
  inverse: {
    action: 'argo_cd_api_create_group',
    input: {
      project: 'input.project',
      role: 'input.role',
      description: 'output.description',
      rules: 'output.rules',
      groups: 'output.groups',
    },
  },
  idempotent: true,
  permissions: ['projects, update'],
  run: async (ctx, { project: name, role }) => {
    const project = await readProject(ctx, name);
    const there = project && rolesOf(project).find((one) => one.name === role);
    if (!project || !there) return noop({}, 'is gone already');
    await writeRoles(
      ctx,
      project,
      rolesOf(project).filter((one) => one !== there),
    );
    const rules = (there.policies ?? []).map((policy) => ruleOf(policy, name)).filter((rule) => rule !== undefined);
    const { description, groups } = there;
    return changed({ rules, groups: groups ?? [], ...(description ? { description } : {}) });
  },
});
