import { describe, expect, it, vi } from 'vitest';
import { get, openEgress, startHttp } from './loopback.ts';

describe('A connection kept alive', () => {
  it('is used again by the same group', async () => {
    const server = await startHttp();
    const egress = openEgress();
    for (let round = 0; round < 20; round += 1)
      expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
    expect(server.connections).toBe(1);
    expect(egress.stats()).toMatchObject({ openSockets: 1, inFlight: 0 });
  });

  it('is not shared between groups', async () => {
    const server = await startHttp();
    const egress = openEgress();
    for (const group of ['a', 'b', 'a', 'b']) await egress.request({ ...get(server.origin), group });
    expect(server.connections).toBe(2);
  });

  it('is not asked DNS about', async () => {
    const server = await startHttp();
    const resolve = vi.fn(async () => [{ address: '127.0.0.1', family: 4 }]);
    const egress = openEgress({ resolve });
    for (let round = 0; round < 5; round += 1) await egress.request(get(`http://hooks.example:${server.port}/`));
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('closes when it was idle long enough', async () => {
    const server = await startHttp();
    const egress = openEgress({ limits: { keepAliveMs: 30 } });
    await egress.request(get(server.origin));
    expect(egress.stats().openSockets).toBe(1);
    await vi.waitFor(() => expect(egress.stats()).toMatchObject({ openSockets: 0, destinations: 0 }));
  });

  it('that the other side closed while idle is replaced', async () => {
    const server = await startHttp((_request, response) => {
      const { socket } = response;
      response.end('ok', () => socket?.destroySoon());
    });
    const egress = openEgress();
    for (let round = 0; round < 3; round += 1) {
      expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
      await vi.waitFor(() => expect(egress.stats().openSockets).toBe(0));
    }
    expect(server.connections).toBe(3);
  });

  it('is replaced when it is old, busy or not', async () => {
    const server = await startHttp();
    const egress = openEgress({ limits: { maxConnectionAgeMs: 20 } });
    await vi.waitFor(async () => {
      expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
      expect(server.connections).toBeGreaterThan(1);
    });
    await vi.waitFor(() => expect(egress.stats().openSockets).toBe(1));
  });
});
