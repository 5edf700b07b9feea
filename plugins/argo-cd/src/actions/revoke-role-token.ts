import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { readProject } from '../projects.ts';
import { revokeRoleToken, tokensOf } from '../role-tokens.ts';
import { Config, project, projectRole, tokenInput } from '../schemas.ts';

export const revokeRoleTokenAction = defineAction({
  id: 'argo_cd_api_revoke_role_token',
  title: 'Revoke a token of a role of a project',
  config: Config,
  input: z.object({ project, role: projectRole, token: tokenInput.token }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['projects, update'],
  run: async (ctx, { project: name, role, token }) => {
    const project = await readProject(ctx, name);
    const there = project && tokensOf(project, role).find(({ id }) => id === token);
    if (!there) return noop({}, 'is gone already');
    await revokeRoleToken(ctx, { project: name, role, token, iat: there.iat });
    return changed({});
  },
});
