import { generateKeyPairSync } from 'node:crypto';
import type { AuthSpec } from '@joinery/plugin-sdk/types';
import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { auth, config, secret } from '../../../plugins/sdk/src/index.ts';
import { rawManifest } from '../host/raw-plugin.ts';
import { answer, call, hostOver } from './host-setup.ts';

const CONFIG = { url: 'https://api.example.com/v1', user: 'ada', appId: 7, installationId: 'a/b' };

async function headersBy(spec: AuthSpec, secrets: Record<string, string>) {
  const { create, requests } = hostOver(() => answer(200));
  const host = create({ manifest: rawManifest({ auth: { api: spec } as never }), config: CONFIG }, secrets);
  const result = await host.call('http.request', call());
  return result.ok ? requests.at(-1)?.headers : result;
}

describe('a request is authenticated', () => {
  test.each<[string, AuthSpec, Record<string, string>]>([
    ['by nothing', auth.none(), {}],
    ['by a bearer token', auth.bearer(secret('token')), { authorization: 'Bearer t0ken' }],
    ['by user and password', auth.basic(config('user'), secret('token')), { authorization: 'Basic YWRhOnQwa2Vu' }],
    [
      'by headers of its own',
      auth.headers({ 'DD-API-KEY': secret('token'), Authorization: auth.text('Token token=', secret('token')) }),
      { 'dd-api-key': 't0ken', authorization: 'Token token=t0ken' },
    ],
    [
      'by the first way that has all it needs',
      auth.firstOf(
        auth.basic(config('absent'), secret('token')),
        auth.bearer(secret('absent')),
        auth.bearer(secret('token')),
      ),
      { authorization: 'Bearer t0ken' },
    ],
  ])('%s', async (_, spec, expected) => {
    const headers = await headersBy(spec, { token: 't0ken' });
    expect(headers).toMatchObject(expected);
    if (!('authorization' in expected)) expect(headers).not.toHaveProperty('authorization');
  });

  test('or not sent, when the secret is not there', async () => {
    const missing = { ok: false, code: 'auth' };
    expect(await headersBy(auth.bearer(secret('token')), {})).toMatchObject(missing);
    expect(await headersBy(auth.firstOf(auth.bearer(secret('token'))), {})).toMatchObject(missing);
  });
});

describe('an endpoint with headers of its own', () => {
  test('has them in every request, unless the request has another', async () => {
    const egress = { api: { url: { config: 'url' }, headers: { 'X-Version': '2022', Authorization: 'mine' } } };
    const { create, requests } = hostOver(() => answer(200));
    const host = create({ manifest: rawManifest({ egress } as never), config: CONFIG }, { token: 't0ken' });
    await host.call('http.request', call());
    await host.call('http.request', call({ headers: { 'x-version': '2026' } }));
    expect(requests.map(({ headers }) => headers['x-version'])).toEqual(['2022', '2026']);
    expect(requests[0]?.headers.authorization).not.toBe('mine');
  });
});

const SIGN = { algorithm: 'RS256', claims: { iss: config('appId') }, lifetimeSeconds: 540 } as const;

describe('a signed claim that is exchanged for a token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const spec = auth.exchange({
    sign: { algorithm: 'RS256', key: secret('key'), claims: { iss: config('appId') }, lifetimeSeconds: 540 },
    method: 'POST',
    path: '/app/installations/{installationId}/access_tokens',
    tokenAt: 'token',
    expiresAtAt: 'expires_at',
  });
  const manifest = rawManifest({ auth: { api: spec } as never });

  test('is signed by the key, names the account, and ends', async () => {
    const body = JSON.stringify({ token: 'ghs_1', expires_at: '2026-11-26T13:00:00Z' });
    const { create, requests } = hostOver(() => answer(201, {}, body));
    await create({ manifest, config: CONFIG }, { key: pem }).call('http.request', call());
    const [exchange, request] = requests;
    expect(exchange?.url).toBe('https://api.example.com/v1/app/installations/a%2Fb/access_tokens');
    const assertion = String(exchange?.headers.authorization).replace('Bearer ', '');
    const { payload } = await jwtVerify(assertion, publicKey, { currentDate: new Date('2026-11-26T12:00:00Z') });
    expect(payload).toMatchObject({ iss: '7' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(540);
    expect(request?.headers.authorization).toBe('Bearer ghs_1');
  });

  test('or is itself the token, where the provider wants it so', async () => {
    const headers = await headersBy(auth.jwt({ ...SIGN, key: secret('key') }), { key: pem });
    const token = String((headers as Record<string, string>).authorization).replace('Bearer ', '');
    const { payload } = await jwtVerify(token, publicKey, { currentDate: new Date('2026-11-26T12:00:00Z') });
    expect(payload).toMatchObject({ iss: '7' });
  });

  test.each([
    [401, 'auth'],
    [404, 'auth'],
    [500, 'unavailable'],
    [429, 'rate_limited'],
  ])('fails by what the provider means with %i', async (status, code) => {
    const { create } = hostOver(() => answer(status, { 'retry-after': '3600' }));
    const host = create({ manifest, config: CONFIG }, { key: pem });
    expect(await host.call('http.request', call())).toMatchObject({ ok: false, code });
  });

  test('fails when the answer has no token', async () => {
    const { create } = hostOver(() => answer(200, {}, 'fine'));
    const host = create({ manifest, config: CONFIG }, { key: pem });
    expect(await host.call('http.request', call())).toMatchObject({ ok: false, code: 'unexpected_answer' });
  });
});
