import type { CheckResult } from '@joinery/plugin-sdk/types';
import type { GitHub } from './client.ts';
import { Account, Installation, Organization } from './schemas.ts';

/** What tells whether the credentials have a permission: a list that is refused without it. */
const PROBES = {
  members: '/orgs/{org}/invitations',
  organization_user_blocking: '/orgs/{org}/blocks',
};
/** The same, as an installation has it. */
const PERMISSIONS = ['members', 'organization_user_blocking', 'administration'];
const SCOPES = ['admin:org', 'repo'];

/** An App says what its installation may; a classic token names its scopes; of others it is tried. */
export async function check(ctx: GitHub): Promise<CheckResult> {
  const { http, config } = ctx;
  const params = { org: config.org };
  const { data: org } = await http.get('/orgs/{org}', { params, schema: Organization });
  const user = await http.get('/user', { schema: Account, allow: [403] });
  if (!user.ok && config.appId && config.installationId) return checkApp(ctx, org.login);
  const identity = user.ok ? `${user.data.login} in ${org.login}` : `App ${config.appId ?? ''} in ${org.login}`;
  const scopes = user.headers['x-oauth-scopes'];
  if (scopes) {
    const has = scopes.split(',').map((scope) => scope.trim());
    return { identity, missing: SCOPES.filter((scope) => !has.includes(scope)) };
  }
  const missing: string[] = [];
  for (const [permission, path] of Object.entries(PROBES)) {
    const answer = await http.get(path, { params, query: { per_page: 1 }, allow: [403, 404] });
    if (!answer.ok) missing.push(permission);
  }
  return { identity, missing };
}

/** An installation's token is no person's: what it may, GitHub tells the App. */
async function checkApp({ http, config: { installationId = '' } }: GitHub, org: string): Promise<CheckResult> {
  const { data } = await http
    .at('app')
    .get('/app/installations/{installationId}', { params: { installationId }, schema: Installation });
  const missing = PERMISSIONS.filter((name) => data.permissions[name] !== 'write').map((name) => `${name}: write`);
  return { identity: `App ${data.app_slug} in ${org}`, missing };
}
