import { describe, expect, it, vi } from 'vitest';
import { get, openEgress, startHttp, startTcp } from './loopback.ts';

describe('A request that cannot be sent', () => {
  it.each([
    ['a line break in a value', { 'x-a': 'b\r\nx-evil: 1' }, '"x-a"'],
    ['a line feed in a value', { 'x-a': 'b\nc' }, '"x-a"'],
    ['a null in a value', { 'x-a': 'b\0c' }, '"x-a"'],
    ['a character outside of Latin-1', { 'x-a': '☕' }, '"x-a"'],
    ['a line break in a name', { 'x-a\r\nx-evil': '1' }, '"x-a\\r\\nx-evil"'],
    ['a space in a name', { 'x a': '1' }, '"x a"'],
    ['an empty name', { '': '1' }, '""'],
    ['its own Host', { Host: 'internal.example' }, '"Host"'],
    ['its own Content-Length', { 'content-length': '3' }, '"content-length"'],
    ['its own Transfer-Encoding', { 'Transfer-Encoding': 'chunked' }, '"Transfer-Encoding"'],
    ['its own Connection', { connection: 'x-a' }, '"connection"'],
    ['an Upgrade', { Upgrade: 'h2c' }, '"Upgrade"'],
  ])('has %s', async (_what, headers, named) => {
    const server = await startHttp();
    const result = await openEgress().request({ ...get(server.origin), headers });
    expect(result).toMatchObject({ ok: false, kind: 'invalid_request', message: expect.stringContaining(named) });
    expect(server.connections).toBe(0);
  });

  it.each([['CONNECT'], ['TRACE'], ['track'], [''], ['GE T'], ['GET / HTTP/1.1\r\nx:']])(
    'has the method "%s"',
    async (method) => {
      const result = await openEgress().request({ ...get('http://127.0.0.1/'), method });
      expect(result).toMatchObject({ ok: false, kind: 'invalid_request' });
    },
  );

  it.each([[0], [-1], [Number.NaN]])('has a timeout of %s', async (timeoutMs) => {
    const result = await openEgress().request({ ...get('http://127.0.0.1/'), timeoutMs });
    expect(result).toMatchObject({ ok: false, kind: 'invalid_request' });
  });

  it('has no URL that could break out of the request line', async () => {
    const server = await startHttp();
    await openEgress().request(get(`${server.origin}/a b\r\nx-evil: 1/ü?q=\u2028`));
    expect(server.received[0]).toMatchObject({ url: '/a%20bx-evil:%201/%C3%BC?q=%E2%80%A8' });
    expect(server.received[0]?.headers['x-evil']).toBeUndefined();
  });
});

describe('A request that its caller cancels', () => {
  it('before it begins sends nothing', async () => {
    const server = await startHttp();
    const result = await openEgress().request({ ...get(server.origin), signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, kind: 'aborted' });
    expect(server.received).toEqual([]);
  });

  it('while it waits for the response ends at once', async () => {
    const server = await startHttp(() => controller.abort());
    const controller = new AbortController();
    const result = await openEgress().request({ ...get(server.origin), signal: controller.signal });
    expect(result).toMatchObject({ ok: false, kind: 'aborted' });
  });

  it('while it waits in the queue leaves the queue', async () => {
    const server = await startTcp(() => {});
    const egress = openEgress({ limits: { concurrencyPerDestination: 1 } });
    const first = egress.request(get(server.origin, 300));
    const controller = new AbortController();
    const second = egress.request({ ...get(server.origin), signal: controller.signal });
    await vi.waitFor(() => expect(egress.stats().queued).toBe(1));
    controller.abort();
    expect(await second).toMatchObject({ ok: false, kind: 'aborted' });
    expect(egress.stats().queued).toBe(0);
    expect(await first).toMatchObject({ ok: false, kind: 'timeout' });
  });
});

describe('Closing', () => {
  it('lets running requests end, drops waiting ones, refuses new ones and leaves no socket', async () => {
    const answers: (() => void)[] = [];
    const server = await startHttp((_request, response) => answers.push(() => response.end('late')));
    const egress = openEgress({ limits: { concurrencyPerDestination: 1 } });
    const running = egress.request(get(server.origin));
    const waiting = egress.request(get(server.origin));
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const closed = egress.close();
    expect(await egress.request(get(server.origin))).toMatchObject({ ok: false, kind: 'aborted' });
    answers[0]?.();
    expect(await running).toMatchObject({ ok: true, body: 'late' });
    expect(await waiting).toMatchObject({ ok: false, kind: 'aborted' });
    await closed;
    expect(egress.stats()).toMatchObject({ openSockets: 0, inFlight: 0, queued: 0 });
    expect(server.received).toHaveLength(1);
  });
});
