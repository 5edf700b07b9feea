import { defineAction, z } from '@joinery/plugin-sdk';
import { found, readProject, rolesOf } from '../projects.ts';
import { ROLE_TOKENS, revokeRoleToken, tokensOf } from '../role-tokens.ts';
import { Config, Made, project, projectRole, tokenInput } from '../schemas.ts';
import { keepToken, roleToken } from '../tokens.ts';

export const createRoleToken = defineAction({
  id: 'argo_cd_api_create_role_token',
  title: 'Create a token of a role of a project',
  description: 'It is put into a Secret of Kubernetes, and seen by nobody else.',
  config: Config,
  input: z.object({ project, role: projectRole, ...tokenInput }),
  output: z.object({}),
  effect: 'write',
  inverse: {
    action: 'argo_cd_api_revoke_role_token',
    input: { project: 'input.project', role: 'input.role', token: 'input.token' },
  },
  idempotent: true,
  permissions: ['projects, update', 'secrets: get, create, patch'],
  run: async (ctx, { project: name, role, token, secret, lifetimeSeconds }) => {
    const project = found('project', name, await readProject(ctx, name));
    found(
      `role in ${name}`,
      role,
      rolesOf(project).find((one) => one.name === role),
    );
    const there = tokensOf(project, role).find(({ id }) => id === token);
    return keepToken(ctx, {
      name: roleToken(name, role, token),
      secret,
      isThere: there !== undefined,
      revoke: () => revokeRoleToken(ctx, { project: name, role, token, iat: there?.iat ?? 0 }),
      create: async () => {
        const params = { project: name, role };
        const body = { ...params, id: token, expiresIn: lifetimeSeconds ?? 0 };
        const made = await ctx.http.post(ROLE_TOKENS, { params, body, schema: Made, seal: 'token' });
        return made.data.token;
      },
    });
  },
});
