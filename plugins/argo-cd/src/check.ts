import { ProviderError } from '@joinery/plugin-sdk';
import type { CheckResult } from '@joinery/plugin-sdk/types';
import { type ArgoCd, readConfigMap } from './config-map.ts';
import { UserInfo } from './schemas.ts';

export async function check(ctx: ArgoCd): Promise<CheckResult> {
  const { data } = await ctx.http.get('/api/v1/session/userinfo', { schema: UserInfo });
  if (!data.loggedIn) throw new ProviderError('auth', 'Argo CD does not know the token');
  await readConfigMap(ctx, 'argocd-rbac-cm');
  return { identity: data.username, missing: [] };
}
