import { describe, expect, it } from 'vitest';
import { get, openEgress, SELF_SIGNED, startHttp } from './loopback.ts';

/** Redirects /from to `location` with `status`; everything else answers `ok`. */
function startRedirecting(status: number, location: string) {
  return startHttp(({ url }, response) => {
    if (url === '/from') response.writeHead(status, { location });
    response.end('ok');
  });
}

describe('A redirect', () => {
  it.each([[301], [302], [303], [307], [308]])(
    'of status %s is an ordinary response unless following is asked for',
    async (status) => {
      const server = await startRedirecting(status, '/to');
      const result = await openEgress().request(get(`${server.origin}/from`));
      expect(result).toMatchObject({ ok: true, status, headers: { location: '/to' }, url: `${server.origin}/from` });
      expect(server.received).toHaveLength(1);
    },
  );

  it('without a location, or of another 3xx status, is one as well', async () => {
    const server = await startHttp(({ url }, response) => {
      response.writeHead(url === '/302' ? 302 : 300, url === '/302' ? {} : { location: '/to' });
      response.end();
    });
    for (const [path, status] of [
      ['/302', 302],
      ['/300', 300],
    ] as const) {
      const result = await openEgress().request({ ...get(server.origin + path), maxRedirects: 5 });
      expect(result).toMatchObject({ ok: true, status });
    }
  });

  it('is followed as often as allowed, and the final URL is told', async () => {
    const server = await startHttp(({ url }, response) => {
      const step = Number(url.slice(1));
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` });
      response.end(`step ${step}`);
    });
    const egress = openEgress();
    expect(await egress.request({ ...get(`${server.origin}/0`), maxRedirects: 3 })).toMatchObject({
      ok: true,
      body: 'step 3',
      url: `${server.origin}/3`,
    });
    expect(await egress.request({ ...get(`${server.origin}/0`), maxRedirects: 2 })).toMatchObject({
      ok: false,
      kind: 'redirect',
    });
  });

  it('in a loop ends', async () => {
    const server = await startHttp((_request, response) => response.writeHead(302, { location: '/again' }).end());
    const result = await openEgress().request({ ...get(server.origin), maxRedirects: 10 });
    expect(result).toMatchObject({ ok: false, kind: 'redirect' });
    expect(server.received).toHaveLength(11);
  });

  it.each([
    ['a private address', 'http://10.0.0.1/'],
    ['cloud metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['loopback in disguise', 'http://[::ffff:7f00:2]:9/'],
    ['another scheme-relative address', '//192.168.0.1/'],
    ['a name that resolves to one', 'http://inside.example/'],
  ])('to %s is denied', async (_what, location) => {
    const server = await startRedirecting(302, location);
    const egress = openEgress({ allow: ['127.0.0.1'], resolve: async () => [{ address: '10.0.0.1', family: 4 }] });
    const result = await egress.request({ ...get(`${server.origin}/from`), maxRedirects: 3 });
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
  });

  it.each([['ftp://127.0.0.1/'], ['javascript:alert(1)'], ['http://user:pw@127.0.0.1/'], ['http://[oops/']])(
    'to "%s" is not followed',
    async (location) => {
      const server = await startRedirecting(302, location);
      const result = await openEgress().request({ ...get(`${server.origin}/from`), maxRedirects: 3 });
      expect(result).toMatchObject({ ok: false, kind: 'redirect' });
      expect(JSON.stringify(result)).not.toContain('pw');
    },
  );

  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [301, 'PUT', 'PUT', 'payload'],
    [302, 'DELETE', 'DELETE', 'payload'],
    [307, 'POST', 'POST', 'payload'],
    [308, 'PATCH', 'PATCH', 'payload'],
  ])('%s turns %s into %s', async (status, method, expectedMethod, expectedBody) => {
    const server = await startRedirecting(status, '/to');
    await openEgress().request({
      url: `${server.origin}/from`,
      method,
      headers: { 'Content-Type': 'text/plain', 'x-kept': 'yes' },
      body: method === 'HEAD' ? undefined : 'payload',
      timeoutMs: 5_000,
      maxRedirects: 1,
    });
    const [, followed] = server.received;
    expect(followed).toMatchObject({ method: expectedMethod, url: '/to', body: expectedBody });
    expect(followed?.headers['x-kept']).toBe('yes');
    if (method === 'POST' && expectedMethod === 'GET') expect(followed?.headers['content-type']).toBeUndefined();
    if (expectedBody) expect(followed?.headers['content-type']).toBe('text/plain');
  });

  const SECRETS = {
    Authorization: 'Bearer s3cret',
    Cookie: 'session=s3cret',
    'X-Api-Key': 's3cret',
    'DD-API-KEY': 's3cret',
    'Private-Token': 's3cret',
    'Proxy-Authorization': 's3cret',
  };

  it('to another origin takes no credential along', async () => {
    const other = await startHttp();
    const server = await startRedirecting(307, `${other.origin}/to`);
    await openEgress().request({
      url: `${server.origin}/from`,
      method: 'POST',
      headers: { ...SECRETS, accept: 'text/plain', 'content-type': 'text/plain' },
      body: 'payload',
      timeoutMs: 5_000,
      maxRedirects: 1,
    });
    expect(JSON.stringify(server.received[0])).toContain('s3cret');
    expect(other.received[0]).toMatchObject({
      body: 'payload',
      headers: { accept: 'text/plain', 'content-type': 'text/plain' },
    });
    expect(JSON.stringify(other.received)).not.toContain('s3cret');
  });

  it('back from there does not bring them back', async () => {
    const other = await startHttp((_request, response) =>
      response.writeHead(302, { location: `${server.origin}/end` }).end(),
    );
    const server = await startRedirecting(302, `${other.origin}/back`);
    const request = { ...get(`${server.origin}/from`), headers: SECRETS, maxRedirects: 2 };
    expect(await openEgress().request(request)).toMatchObject({ ok: true, url: `${server.origin}/end` });
    expect(JSON.stringify(server.received[1])).not.toContain('s3cret');
  });

  it('within the origin keeps them', async () => {
    const server = await startRedirecting(302, '/to');
    await openEgress().request({ ...get(`${server.origin}/from`), headers: SECRETS, maxRedirects: 1 });
    expect(server.received[1]?.headers).toMatchObject({ authorization: 'Bearer s3cret', 'x-api-key': 's3cret' });
  });

  it('from https to http is not followed', async () => {
    const plain = await startHttp();
    const secure = await startHttp((_request, response) => response.writeHead(302, { location: plain.origin }).end(), {
      isSecure: true,
    });
    const request = { ...get(secure.origin), maxRedirects: 3, tls: { ca: SELF_SIGNED.cert } };
    expect(await openEgress().request(request)).toMatchObject({ ok: false, kind: 'redirect' });
    expect(plain.connections).toBe(0);
  });

  it('does not begin the deadline anew', async () => {
    const server = await startHttp((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 40);
    });
    const result = await openEgress().request({ ...get(server.origin, 200), maxRedirects: 1_000 });
    expect(result).toMatchObject({ ok: false, kind: 'timeout' });
  });
});
