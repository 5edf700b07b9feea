import { AccountLimiter, TokenCache } from '@joinery/plugin-sdk/host';
import { describe, expect, test } from 'vitest';
import { rawManifest } from '../host/raw-plugin.ts';
import { answer, call, hostOver } from './host-setup.ts';

const limited = (rateLimit: { requestsPerSecond?: number; concurrency?: number }) =>
  rawManifest({ rateLimit, account: ['url'] });

describe('the budget of an account', () => {
  test('is shared by all connections to it, whoever has them', async () => {
    const { create, requests } = hostOver(() => answer(200));
    const manifest = limited({ requestsPerSecond: 2 });
    for (let turn = 0; turn < 3; turn += 1) {
      await create({ manifest, connectionKey: 'of one tenant' }).call('http.request', call());
      await create({ manifest, connectionKey: 'of another' }).call('http.request', call());
    }
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 0, 500, 1000, 1500, 2000]);
  });

  test('is each connection’s own where the plugin names no account', async () => {
    const { create, requests } = hostOver(() => answer(200));
    const manifest = rawManifest({ rateLimit: { requestsPerSecond: 1 } });
    for (const connectionKey of ['of one tenant', 'of another', 'of one tenant'])
      await create({ manifest, connectionKey }).call('http.request', call());
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 0, 1000]);
  });

  test('is not shared by another account, or another plugin', async () => {
    const { create, requests } = hostOver(() => answer(200));
    const manifest = limited({ requestsPerSecond: 1 });
    await create({ manifest }).call('http.request', call());
    await create({ manifest, config: { url: 'https://other.example.com' } }).call('http.request', call());
    await create({ manifest: { ...manifest, id: 'other' } }).call('http.request', call());
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 0, 0]);
  });

  test('refuses what it has no room for in time', async () => {
    const { create } = hostOver(() => answer(200));
    const manifest = limited({ requestsPerSecond: 0.01 });
    await create({ manifest }).call('http.request', call());
    expect(await create({ manifest }).call('http.request', call())).toMatchObject({ ok: false, code: 'rate_limited' });
  });

  test('lets so many run at once, and the next when one ends', async () => {
    const limiter = new AccountLimiter();
    const enter = (signal?: AbortSignal) => limiter.enter('account', { concurrency: 2 }, { nowMs: 0, signal });
    const [first] = await Promise.all([enter(), enter()]);
    let isIn = false;
    const third = enter().then((leave) => {
      isIn = true;
      return leave;
    });
    const gone = new AbortController();
    const fourth = enter(gone.signal);
    const fifth = enter();
    gone.abort();
    await fourth;
    expect(isIn).toBe(false);
    first?.();
    (await third)();
    await fifth;
  });
});

describe('a token that is exchanged for', () => {
  const manifest = rawManifest({
    auth: {
      api: {
        type: 'client_credentials',
        tokenUrl: 'https://login.example.com/token',
        clientId: 'client',
        clientSecret: { secret: 'token' },
        scope: 'users',
      },
    },
  });
  const provider = (lifetime: number) => (request: { url: string; headers: Record<string, string> }, count: number) =>
    request.url.startsWith('https://login.')
      ? answer(200, {}, JSON.stringify({ access_token: `token-${count}`, expires_in: lifetime }))
      : answer(request.headers.authorization === 'Bearer stale' ? 401 : 200);

  test('is kept for its connection until a minute before its end', async () => {
    const { create, requests, clock } = hostOver(provider(120));
    await create({ manifest }).call('http.request', call());
    clock.ms += 59_000;
    await create({ manifest, deadlineMs: clock.ms + 1000 }).call('http.request', call());
    clock.ms += 2000;
    await create({ manifest, deadlineMs: clock.ms + 1000 }).call('http.request', call());
    const hosts = requests.map(({ url }) => new URL(url).hostname.split('.')[0]);
    expect(hosts).toEqual(['login', 'api', 'api', 'login', 'api']);
    expect(requests[0]).toMatchObject({ method: 'POST', body: 'grant_type=client_credentials&scope=users' });
    expect(requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('client:the-token').toString('base64')}`);
    expect(requests[1]?.headers.authorization).toBe('Bearer token-1');
  });

  test('is not another connection’s', async () => {
    const { create, requests } = hostOver(provider(3600));
    await create({ manifest }).call('http.request', call());
    await create({ manifest, connectionKey: 'connection-2' }).call('http.request', call());
    expect(requests).toHaveLength(4);
  });

  test('is asked for once by requests that come together', async () => {
    const { create, requests } = hostOver(provider(3600));
    const host = create({ manifest });
    await Promise.all([host.call('http.request', call()), host.call('http.request', call())]);
    expect(requests.filter(({ url }) => url.includes('login'))).toHaveLength(1);
  });

  test('is got anew, once, when the provider does not take it any more', async () => {
    const tokens = new TokenCache();
    const key = JSON.stringify(['connection-1', 'api']);
    const { create, requests } = hostOver(provider(3600), { tokens, limiter: new AccountLimiter() });
    await tokens.get(key, 0, async () => ({ value: 'stale', expiresAtMs: Number.MAX_SAFE_INTEGER }));
    expect(await create({ manifest }).call('http.request', call())).toMatchObject({ ok: true, value: { status: 200 } });
    expect(requests.map(({ url }) => new URL(url).hostname)).toEqual([
      'api.example.com',
      'login.example.com',
      'api.example.com',
    ]);
  });
});
