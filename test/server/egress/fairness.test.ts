import type { ServerResponse } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { get, openEgress, startHttp } from './loopback.ts';

/** Holds every answer back until told. */
async function startHolding() {
  const held: { url: string; response: ServerResponse }[] = [];
  const server = await startHttp(({ url }, response) => held.push({ url, response }));
  return {
    server,
    held,
    answerOne: () => held.shift()?.response.end('ok'),
    answerAll: () => {
      for (const { response } of held.splice(0)) response.end('ok');
    },
  };
}

describe('Slots', () => {
  it('bound the requests of a group to one destination, first come first served', async () => {
    const { server, held, answerOne } = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerDestination: 2 } });
    const order: number[] = [];
    const requests = Array.from({ length: 6 }, async (_, index) => {
      await egress.request(get(`${server.origin}/${index}`));
      order.push(index);
    });
    for (let done = 0; done < 6; done += 1) {
      await vi.waitFor(() => expect(held).toHaveLength(Math.min(2, 6 - done)));
      expect(held[0]?.url).toBe(`/${done}`);
      expect(server.connections).toBeLessThanOrEqual(2);
      answerOne();
      await vi.waitFor(() => expect(order).toHaveLength(done + 1));
    }
    await Promise.all(requests);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('bound a group over all its destinations', async () => {
    const one = await startHolding();
    const two = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerGroup: 3, concurrencyPerDestination: 2 } });
    const requests = [one, two].flatMap(({ server }) => [1, 2].map(() => egress.request(get(server.origin))));
    await vi.waitFor(() => expect(one.held.length + two.held.length).toBe(3));
    expect(egress.stats()).toMatchObject({ inFlight: 3, queued: 1 });
    one.answerAll();
    await vi.waitFor(() => expect(two.held).toHaveLength(2));
    two.answerAll();
    expect((await Promise.all(requests)).every((result) => result.ok)).toBe(true);
    expect(egress.stats()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  it('of a group that fills a destination leave another group its own there', async () => {
    const { server, answerAll, held } = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerDestination: 4 } });
    const noisy = Array.from({ length: 50 }, () => egress.request({ ...get(server.origin), group: 'noisy' }));
    await vi.waitFor(() => expect(held).toHaveLength(4));
    const quiet = egress.request({ ...get(`${server.origin}/quiet`), group: 'quiet' });
    await vi.waitFor(() => expect(held.some(({ url }) => url === '/quiet')).toBe(true));
    held.find(({ url }) => url === '/quiet')?.response.end('heard');
    expect(await quiet).toMatchObject({ ok: true, body: 'heard' });
    expect(egress.stats().queued).toBe(46);
    const draining = setInterval(answerAll, 1);
    expect((await Promise.all(noisy)).every((result) => result.ok)).toBe(true);
    clearInterval(draining);
  });

  it('of a lane that fills a destination leave the other lanes of its group their own, in turns', async () => {
    const { server, answerOne, held } = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerDestination: 3, concurrencyPerLane: 2 } });
    const ask = (lane: string, path: string) => egress.request({ ...get(server.origin + path), group: 'tenant', lane });
    const paths = () => held.map(({ url }) => url);
    const stuck = Array.from({ length: 5 }, (_, index) => ask('stuck', `/stuck/${index}`));
    await vi.waitFor(() => expect(paths()).toEqual(['/stuck/0', '/stuck/1']));
    const brisk = Array.from({ length: 3 }, (_, index) => ask('brisk', `/brisk/${index}`));
    await vi.waitFor(() => expect(paths()).toEqual(['/stuck/0', '/stuck/1', '/brisk/0']));
    // Two of the first lane are under way, so its place goes to its next; all places are taken, so the lanes take turns.
    answerOne();
    await vi.waitFor(() => expect(paths().at(-1)).toBe('/stuck/2'));
    answerOne();
    await vi.waitFor(() => expect(paths().at(-1)).toBe('/brisk/1'));
    const draining = setInterval(answerOne, 1);
    expect((await Promise.all([...stuck, ...brisk])).every((result) => result.ok)).toBe(true);
    clearInterval(draining);
    expect(egress.stats()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  it('waited for too long, or by too many, are given up with the advice to come back', async () => {
    const { server, answerAll, held } = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerDestination: 1, maxQueueMs: 40, maxQueuedPerGroup: 1 } });
    const running = egress.request(get(server.origin));
    const waiting = egress.request(get(server.origin));
    const tooMany = { ok: false, kind: 'overloaded', retryAfterMs: expect.any(Number), durationMs: 0 };
    expect(await egress.request(get(server.origin))).toMatchObject(tooMany);
    expect(await waiting).toMatchObject(tooMany);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    answerAll();
    expect(await running).toMatchObject({ ok: true });
    expect(egress.stats()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  it('are waited for without using up the deadline', async () => {
    const { server, answerAll, held } = await startHolding();
    const egress = openEgress({ limits: { concurrencyPerDestination: 1 } });
    const first = egress.request(get(server.origin, 300));
    const second = egress.request(get(server.origin, 300));
    expect(await first).toMatchObject({ kind: 'timeout' });
    held.length = 0;
    await vi.waitFor(() => expect(held).toHaveLength(1));
    answerAll();
    expect(await second).toMatchObject({ ok: true });
  });

  it('come back after every kind of end', async () => {
    const server = await startHttp(({ url }, response) => {
      if (url === '/reset') response.destroy();
      else if (url === '/large') response.end('x'.repeat(100));
      else if (url !== '/slow') response.end('ok');
    });
    const egress = openEgress({
      limits: { concurrencyPerDestination: 2, concurrencyPerGroup: 2, failuresToOpen: 1_000 },
    });
    const paths = ['/reset', '/large', '/slow', '/fine'];
    const requests = Array.from({ length: 40 }, (_, index) =>
      egress.request({ ...get(server.origin + paths[index % 4], 20), maxResponseBytes: 10 }),
    );
    const kinds = (await Promise.all(requests)).map((result) => (result.ok ? 'ok' : result.kind));
    expect(new Set(kinds)).toEqual(new Set(['reset', 'too_large', 'timeout', 'ok']));
    expect(egress.stats()).toMatchObject({ inFlight: 0, queued: 0 });
  });
});
