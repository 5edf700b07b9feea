import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Egress, EgressSocketRequest } from '../../../server/src/platform/egress/index.ts';
import { closedPort, openEgress, SELF_SIGNED, startHttp, startTcp } from './loopback.ts';

const LIMITS = { isSecure: false, lifetimeMs: 5000, maxBytes: 1000 };

async function open(egress: Egress, input: Partial<EgressSocketRequest> & { port: number }): Promise<Socket> {
  const opened = await egress.connect({ host: '127.0.0.1', ...LIMITS, ...input });
  if (!opened.ok) throw new Error(opened.message);
  onTestFinished(() => void opened.socket.destroy());
  return opened.socket;
}

describe('a socket', () => {
  it('is opened, and speaks whatever the caller speaks', async () => {
    const server = await startTcp((socket) => socket.pipe(socket));
    const socket = await open(openEgress(), { port: server.port });
    socket.write('hello');
    expect(String((await once(socket, 'data'))[0])).toBe('hello');
  });

  it.each([
    '10.0.0.1',
    '0xa.1',
    '169.254.169.254',
    'metadata.google.internal',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '2130706433',
  ])('is not opened to %s', async (host) => {
    const result = await openEgress({ allow: [] }).connect({ host, port: 389, ...LIMITS });
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
  });

  it('is not opened to a name with a forbidden address among others', async () => {
    const resolve = async () => [
      { address: '192.0.43.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const result = await openEgress({ resolve }).connect({ host: 'ldap.test', port: 389, ...LIMITS });
    expect(result).toMatchObject({
      ok: false,
      kind: 'denied',
      message: expect.stringContaining('ldap.test is refused'),
    });
  });

  it('goes to the address that was checked, without a second look', async () => {
    const server = await startTcp((socket) => socket.end('there'));
    let asked = 0;
    const resolve = async () => [{ address: ++asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    const socket = await open(openEgress({ resolve }), { host: 'ldap.test', port: server.port });
    expect(String((await once(socket, 'data'))[0])).toBe('there');
    expect(asked).toBe(1);
  });

  it('tries the next address of a name where one does not answer', async () => {
    const server = await startTcp((socket) => socket.end('there'));
    const resolve = async () => ['127.0.0.2', '127.0.0.1'].map((address) => ({ address, family: 4 }));
    const socket = await open(openEgress({ resolve }), { host: 'ldap.test', port: server.port });
    expect(socket.remoteAddress).toBe('127.0.0.1');
  });

  it('over TLS asks for the name, and checks the certificate for it', async () => {
    const { port } = await startHttp(undefined, { isSecure: true });
    const egress = openEgress({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const to = (host: string) => ({ host, port, ...LIMITS, isSecure: true });
    const trusted = await open(egress, { ...to('secure.test'), ca: SELF_SIGNED.cert });
    expect(trusted).toMatchObject({ authorized: true, servername: 'secure.test' });
    expect(await egress.connect({ ...to('other.test'), ca: SELF_SIGNED.cert })).toMatchObject({ kind: 'tls' });
    expect(await egress.connect(to('secure.test'))).toMatchObject({ ok: false, kind: 'tls' });
  });

  it('reaches only the hosts that it is bound to', async () => {
    const { port } = await startTcp((socket) => socket.end());
    const egress = openEgress();
    const to = { host: '127.0.0.1', port, ...LIMITS };
    expect(await egress.connect({ ...to, onlyHosts: [`127.0.0.1:${port}`] })).toMatchObject({ ok: true });
    expect(await egress.connect({ ...to, onlyHosts: ['127.0.0.1:1', '*.0.0.1'] })).toMatchObject({ kind: 'denied' });
  });

  it('that nobody answers fails, as one that is given up does', async () => {
    const egress = openEgress();
    const port = await closedPort();
    expect(await egress.connect({ host: '127.0.0.1', port, ...LIMITS })).toMatchObject({ ok: false, kind: 'connect' });
    const server = await startTcp(() => undefined);
    const signal = AbortSignal.abort();
    const given = await egress.connect({ host: '127.0.0.1', port: server.port, ...LIMITS, signal });
    expect(given).toMatchObject({ ok: false, kind: 'aborted' });
  });

  it.each([
    ['its deadline', () => ({ lifetimeMs: 50 })],
    ['more bytes than it may bring', () => ({ maxBytes: 10 })],
    ['the signal', () => ({ signal: AbortSignal.timeout(50) })],
  ])('ends with an error at %s', async (_what, bounds) => {
    const server = await startTcp((socket) => socket.write('x'.repeat(100)));
    const socket = await open(openEgress(), { port: server.port, ...bounds() });
    const [error] = await once(socket.resume(), 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(socket.destroyed).toBe(true);
  });
});

describe('the slots that sockets take', () => {
  const BOUNDS = { limits: { concurrencyPerDestination: 2, concurrencyPerGroup: 3, maxQueueMs: 60 } };

  it('are of their group and destination, and are free again when a socket closes', async () => {
    const server = await startTcp((socket) => socket.resume());
    const egress = openEgress(BOUNDS);
    const to = { host: '127.0.0.1', port: server.port, ...LIMITS };
    const first = await open(egress, { port: server.port, group: 'a' });
    await open(egress, { port: server.port, group: 'a' });
    expect(egress.stats().inFlight).toBe(2);
    expect(await egress.connect({ ...to, group: 'a' })).toMatchObject({ ok: false, kind: 'overloaded' });
    await open(egress, { port: server.port, group: 'b' });
    const third = egress.connect({ ...to, group: 'a' });
    first.destroy();
    const opened = await third;
    expect(opened).toMatchObject({ ok: true });
    if (opened.ok) opened.socket.destroy();
  });

  it('are shared with requests of the group', async () => {
    const [tcp, http] = [await startTcp((socket) => socket.resume()), await startHttp()];
    const egress = openEgress({ limits: { ...BOUNDS.limits, concurrencyPerGroup: 1 } });
    const socket = await open(egress, { port: tcp.port, group: 'a' });
    const request = () => egress.request({ url: `${http.origin}/`, method: 'GET', timeoutMs: 2000, group: 'a' });
    expect(await request()).toMatchObject({ ok: false, kind: 'overloaded' });
    socket.destroy();
    await once(socket, 'close');
    expect(await request()).toMatchObject({ ok: true });
  });

  it('are given back where nobody answers', async () => {
    const egress = openEgress(BOUNDS);
    const to = { host: '127.0.0.1', port: await closedPort(), ...LIMITS };
    for (let count = 0; count < 5; count += 1) expect(await egress.connect(to)).toMatchObject({ kind: 'connect' });
    expect(egress.stats().inFlight).toBe(0);
  });
});

describe('the hosts that a request is bound to', () => {
  it.each([
    ['api.example.test', 'api.example.test', true],
    ['API.Example.test.', 'api.example.test', true],
    ['api.example.test', 'a.api.example.test', false],
    ['*.example.test', 'api.example.test', true],
    ['*.example.test', 'a.b.example.test', true],
    ['*.example.test', 'example.test', false],
    ['*.example.test', 'badexample.test', false],
    ['api.example.test:80', 'api.example.test', false],
    ['bücher.test', 'xn--bcher-kva.test', true],
    ['*.', 'example.test', false],
    ['', 'example.test', false],
    ['*', 'example.test', false],
  ])('%s lets %s through: %s', async (rule, host, isLetThrough) => {
    const server = await startHttp();
    const egress = openEgress({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const url = `http://${host}:${server.port}/`;
    const result = await egress.request({ url, method: 'GET', timeoutMs: 2000, onlyHosts: [rule] });
    expect(result.ok).toBe(isLetThrough);
    if (!result.ok) expect(result).toMatchObject({ kind: 'denied', message: expect.stringContaining('not among') });
    expect(server.received).toHaveLength(isLetThrough ? 1 : 0);
  });
});
