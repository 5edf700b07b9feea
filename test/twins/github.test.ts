import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitHubTwin, startGitHub } from './github.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('the twin of GitHub', () => {
  let github: GitHubTwin;
  const send = (method: string, path: string, token = 'ghp_owner') =>
    fetch(github.url + path, { method, headers: { authorization: `Bearer ${token}` } });
  const signed = (claims: { iat: number; exp: number }, issuer = '4711') =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).setIssuer(issuer).sign(privateKey);

  beforeAll(async () => {
    const app = { id: '4711', publicKey, installationId: 99 };
    github = await startGitHub({ org: 'acme', token: 'ghp_owner', app });
    github.teams.set('backend', { members: new Map() });
    for (let number = 1; number <= 250; number += 1) {
      github.logins.set(`dev-${number}`, 'User');
      github.members.set(`dev-${number}`, 'active');
      github.teams.get('backend')?.members.set(`dev-${number}`, { role: 'member', state: 'active' });
    }
  });
  afterAll(() => github.close());

  it('gives an app a token for a short-lived JWT of its own', async () => {
    const now = Math.floor(Date.now() / 1000);
    const path = '/app/installations/99/access_tokens';
    expect((await send('POST', path, await signed({ iat: now, exp: now + 3600 }))).status).toBe(401);
    expect((await send('POST', path, await signed({ iat: now, exp: now + 500 }, 'another'))).status).toBe(401);
    const answer = await send('POST', path, await signed({ iat: now - 60, exp: now + 500 }));
    expect(answer.status).toBe(201);
    const { token } = (await answer.json()) as { token: string };
    expect((await send('GET', '/orgs/acme/teams/backend/members', token)).status).toBe(200);
    expect((await send('GET', '/orgs/acme/teams/backend/members', 'ghs_made_up')).status).toBe(401);
  });

  it('pages by the Link header', async () => {
    const first = await send('GET', '/orgs/acme/teams/backend/members?per_page=100');
    expect(await first.json()).toHaveLength(100);
    expect(first.headers.get('link')).toContain(
      `<${github.url}/orgs/acme/teams/backend/members?per_page=100&page=2>; rel="next"`,
    );
    const last = await send('GET', '/orgs/acme/teams/backend/members?per_page=100&page=3');
    expect(await last.json()).toHaveLength(50);
    expect(last.headers.get('link')).toBeNull();
  });

  it('invites who is not in the organisation, and knows no strangers', async () => {
    github.logins.set('newcomer', 'User').set('some-company', 'Organization');
    const put = (login: string) => send('PUT', `/orgs/acme/teams/backend/memberships/${login}`);
    expect(await (await put('newcomer')).json()).toMatchObject({ state: 'pending' });
    const invitations = await (await send('GET', '/orgs/acme/teams/backend/invitations')).json();
    expect(invitations).toMatchObject([{ login: 'newcomer' }]);
    expect((await put('nobody')).status).toBe(404);
    expect((await put('some-company')).status).toBe(422);
    expect((await send('DELETE', '/orgs/acme/memberships/newcomer')).status).toBe(204);
    expect((await send('DELETE', '/orgs/acme/memberships/newcomer')).status).toBe(404);
  });

  it('has two rate limits, which say differently how long to wait', async () => {
    github.limit('secondary', 7, 1);
    const secondary = await send('GET', '/orgs/acme/teams/backend/members');
    expect([secondary.status, secondary.headers.get('retry-after')]).toEqual([403, '7']);
    github.limit('primary', 600, 1);
    const primary = await send('GET', '/orgs/acme/teams/backend/members');
    expect([primary.status, primary.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    expect(Number(primary.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 + 590);
    expect((await send('GET', '/orgs/acme/teams/backend/members')).status).toBe(200);
  });
});
