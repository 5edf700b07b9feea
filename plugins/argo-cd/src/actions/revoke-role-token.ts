import { defineAction, z } from '@joinery/plugin-sdk';
import { readProject } from '../projects.ts';
import { revokeRoleToken, tokensOf } from '../role-tokens.ts';
import { Config, project, projectRole, tokenInput } from '../schemas.ts';
import { dropToken, roleToken } from '../tokens.ts';

export const revokeRoleTokenAction = defineAction({
  id: 'argo_cd_api_revoke_role_token',
  title: 'Revoke a token of a role of a project',
  description: 'The Secret that it was put into is removed.',
  config: Config,
  input: z.object({ project, role: projectRole, token: tokenInput.token }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['projects, update', 'secrets: list, delete'],
  run: async (ctx, { project: name, role, token }) => {
    const project = await readProject(ctx, name);
    const there = project && tokensOf(project, role).find(({ id }) => id === token);
    const revoke = there && (() => revokeRoleToken(ctx, { project: name, role, token, iat: there.iat }));
    return dropToken(ctx, roleToken(name, role, token), revoke);
  },
});
