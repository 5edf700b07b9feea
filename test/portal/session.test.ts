import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../portal/server/settings.ts';
import { TEST_PASSWORD } from '../harness/services.ts';
import { startTestPortal, type TestPortal } from './harness/portal.ts';
import { startPortalProcess } from './harness/portal-process.ts';
import { signIn } from './harness/sign-in.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.stop());

interface Body {
  data?: unknown;
  errors?: { extensions: { code: string } }[];
}

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${portal.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: portal.url, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, cookie: answer.headers.getSetCookie()[0] ?? '', body: (await answer.json()) as Body };
}

async function openSession(headers: Record<string, string> = {}) {
  const { slug, email } = await portal.api.signUp();
  const answer = await post('/api/session/sign-in', { tenantSlug: slug, email, password: TEST_PASSWORD }, headers);
  const [, expiry = '', refreshToken = '', accessToken = ''] =
    /joinery_session=(\d+)[.]([\w-]+)[.]([^;]+)/.exec(answer.cookie) ?? [];
  return { ...answer, email, expiry, refreshToken, accessToken };
}

const ME = { query: '{ me { email } }' };

describe('a session of the portal', () => {
  it('is in a cookie that pages cannot read, and nothing of it in what they get', async () => {
    const { cookie, body, refreshToken } = await openSession();
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(refreshToken).toMatch(/^jn_rt_/);
    expect(body).toEqual({ data: { ok: true } });
  });

  it('is sent over TLS only, where the browser came over TLS', async () => {
    expect((await openSession({ 'x-forwarded-proto': 'https' })).cookie).toMatch(/; Secure$/);
  });

  it('is refreshed once for all requests that come with the same old one', async () => {
    const { email, refreshToken, accessToken } = await openSession();
    const cookie = `joinery_session=1.${refreshToken}.${accessToken}`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('/api/graphql', ME, { cookie })));
    for (const { body } of answers) expect(body).toEqual({ data: { me: { email } } });
    expect(new Set(answers.map((answer) => answer.cookie)).size).toBe(1);
    expect(answers[0]?.cookie).not.toContain(refreshToken);
  });

  it('that has ended is forgotten', async () => {
    const { refreshToken, accessToken } = await openSession();
    await portal.api.ask(accessToken, 'mutation { signOut }');
    const { body, cookie } = await post('/api/graphql', ME, {
      cookie: `joinery_session=1.${refreshToken}.${accessToken}`,
    });
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(cookie).toContain('Max-Age=0');
  });

  it.each([
    ['another site', { origin: 'https://elsewhere.test' }],
    ['nowhere', { origin: 'null' }],
  ])('is of no use to a request from %s', async (_where, headers) => {
    const { cookie } = await openSession();
    const held = cookie.split(';', 1)[0] ?? '';
    expect(await post('/api/graphql', ME, { cookie: held, ...headers })).toMatchObject({ status: 403 });
  });

  it('leads back to the page that was asked for', async () => {
    const owner = await portal.api.signUp();
    const page = await portal.newPage();
    await page.goto('/groups?q=ops');
    await page.waitForURL(/sign-in\?next=/);
    await page.getByLabel('Organisation').fill(owner.slug);
    await page.getByLabel('Email').fill(owner.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(TEST_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/groups?q=ops');
  });

  it('cannot be read by a script of the page, and ends with signing out', async () => {
    const page = await portal.newPage();
    await signIn(page, await portal.api.signUp(), TEST_PASSWORD);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe('the answers of the portal', () => {
  it('allow no script but their own, and nothing of other hosts', async () => {
    const { headers } = await fetch(`${portal.url}/sign-in`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('tell of an API that cannot be reached', async () => {
    const alone = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: 'http://127.0.0.1:9' });
    const answer = await fetch(`${alone.url}/api/graphql`, {
      method: 'POST',
      headers: { origin: alone.url, 'content-type': 'application/json' },
      body: JSON.stringify(ME),
    });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_FAILED' } }] });
    await alone.stop();
  });
});

describe('the settings of the portal', () => {
  it.each([
    ['PORTAL_PORT', '70000'],
    ['PORTAL_PORT', 'http'],
    ['PORTAL_API_URL', 'localhost:4000'],
    ['PORTAL_API_URL', 'ftp://api'],
  ])('refuse %s=%s by its name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  it('tell of a port that is taken', async () => {
    const taken = new URL(portal.url).port;
    await expect(startPortalProcess({ PORTAL_PORT: taken })).rejects.toThrow(`port ${taken} is taken; PORTAL_PORT`);
  });
});
