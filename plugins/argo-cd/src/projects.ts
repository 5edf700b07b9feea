import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { ArgoCd } from './config-map.ts';
import { field, fieldsOf } from './policy/csv.ts';
import { Project as ProjectSchema, type projectRuleInput } from './schemas.ts';

type Project = z.output<typeof ProjectSchema>;
type Role = NonNullable<Project['spec']['roles']>[number];

export async function readProject({ http }: ArgoCd, name: string): Promise<Project | undefined> {
  const answer = await http.get('/api/v1/projects/{name}', { params: { name }, schema: ProjectSchema, allow: [404] });
  return answer.ok ? answer.data : undefined;
}

export const rolesOf = (project: Project): Role[] => project.spec.roles ?? [];

/** The project carries the version that it was read at: Argo CD refuses to overwrite a newer one. */
export async function writeRoles({ http }: ArgoCd, project: Project, roles: Role[]): Promise<void> {
  await http.put('/api/v1/projects/{name}', {
    params: { name: project.metadata.name },
    body: { project: { ...project, spec: { ...project.spec, roles } } },
    schema: ProjectSchema,
  });
}

export function found<T>(what: string, wanted: string, result: T | undefined): T {
  if (result === undefined) throw new ProviderError('not_found', `Argo CD has no ${what} ${wanted}`);
  return result;
}

type Rule = z.output<typeof projectRuleInput>;

/** A rule as a role of a project has it: of nobody but the role, and of nothing outside of the project. */
export function policyOf({ project, role, rule }: { project: string; role: string; rule: Rule }): string {
  const { resource, action, object, effect } = rule;
  const fields = ['p', `proj:${project}:${role}`, resource, action, `${project}/${object}`, effect];
  return fields.map(field).join(', ');
}

export function ruleOf(policy: string, project: string): Rule | undefined {
  const [, , resource = '', action = '', object = '', effect] = fieldsOf(policy) ?? [];
  const prefix = `${project}/`;
  if (!object.startsWith(prefix)) return undefined;
  return { resource, action, object: object.slice(prefix.length), effect: effect === 'deny' ? 'deny' : 'allow' };
}
