import { describe, expect, test } from 'vitest';
import { rawManifest } from '../host/raw-plugin.ts';
import { answer, call, hostOver } from './host-setup.ts';

const idempotent = () => {
  const manifest = rawManifest();
  return { manifest, action: { ...manifest.actions[0], idempotent: true } as (typeof manifest.actions)[number] };
};

describe('a request that the provider refuses for now', () => {
  test('is made again when Retry-After has passed', async () => {
    const { create, requests } = hostOver((_, count) =>
      count < 3 ? answer(429, { 'retry-after': '2' }) : answer(200),
    );
    expect(await create().call('http.request', call())).toMatchObject({ ok: true, value: { status: 200 } });
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 2000, 4000]);
  });

  test.each([429, 502, 503, 504])('as %i says, with Retry-After, when', async (status) => {
    const { create, requests } = hostOver((_, count) =>
      count === 1 ? answer(status, { 'retry-after': '9' }) : answer(200),
    );
    expect(await create().call('http.request', call())).toMatchObject({ ok: true, value: { status: 200 } });
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 9000]);
  });

  test('is made again at the date of Retry-After', async () => {
    const date = new Date(Date.parse('2026-11-26T12:00:10Z')).toUTCString();
    const { create, requests } = hostOver((_, count) =>
      count === 1 ? answer(503, { 'retry-after': date }) : answer(200),
    );
    await create().call('http.request', call());
    expect(requests[1]?.atMs).toBe(10_000);
  });

  test.each([
    ['seconds', '30', 30_000],
    ['a point in time', String(Date.parse('2026-11-26T12:00:20Z') / 1000), 20_000],
  ])('is made again when the limit is reset, told in %s', async (_, reset, atMs) => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const { create, requests } = hostOver((__, count) => (count === 1 ? answer(403, headers) : answer(200)));
    await create().call('http.request', call());
    expect(requests[1]?.atMs).toBe(atMs);
  });

  test('is made again when the limit is reset, told in headers without x-', async () => {
    const headers = { 'ratelimit-remaining': '0', 'ratelimit-reset': '7' };
    const { create, requests } = hostOver((_, count) => (count === 1 ? answer(429, headers) : answer(200)));
    await create().call('http.request', call());
    expect(requests[1]?.atMs).toBe(7000);
  });

  test('is given back as 429 when there is no time to wait', async () => {
    const { create, requests } = hostOver(() => answer(403, { 'retry-after': '61' }));
    expect(await create().call('http.request', call())).toMatchObject({ ok: true, value: { status: 429 } });
    expect(requests).toHaveLength(1);
  });

  test('backs off where nothing is said, six times at most', async () => {
    const { create, requests } = hostOver(() => answer(502));
    expect(await create().call('http.request', call())).toMatchObject({ ok: true, value: { status: 502 } });
    expect(requests).toHaveLength(6);
    const waits = requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));
    waits.forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(125 * 2 ** index);
      expect(wait).toBeLessThanOrEqual(250 * 2 ** index);
    });
  });

  test('is not made again for other answers', async () => {
    for (const status of [200, 400, 401, 403, 404, 409, 422, 500, 501]) {
      const { create, requests } = hostOver(() => answer(status));
      expect(await create().call('http.request', call())).toMatchObject({ ok: true, value: { status } });
      expect(requests).toHaveLength(1);
    }
  });
});

describe('a write', () => {
  const write = call({ method: 'POST', body: '{}' });

  test('is not made again when it may have been carried out', async () => {
    const outcomes = [answer(502), answer(503), answer(504), { ok: false, kind: 'failed', message: 'gone' } as const];
    for (const outcome of outcomes) {
      const { create, requests } = hostOver(() => outcome);
      await create().call('http.request', write);
      expect(requests).toHaveLength(1);
    }
  });

  test('is made again when it was not: a limit, a date to come back, no connection', async () => {
    const outcomes = [
      answer(429),
      answer(503, { 'retry-after': '1' }),
      { ok: false, kind: 'unsent', message: 'refused' } as const,
    ];
    for (const outcome of outcomes) {
      const { create, requests } = hostOver((_, count) => (count === 1 ? outcome : answer(201)));
      expect(await create().call('http.request', write)).toMatchObject({ ok: true, value: { status: 201 } });
      expect(requests).toHaveLength(2);
    }
  });

  test('is made again in any case when the action is idempotent', async () => {
    const { create, requests } = hostOver((_, count) => (count === 1 ? answer(504) : answer(200)));
    await create(idempotent()).call('http.request', write);
    expect(requests).toHaveLength(2);
  });

  test('is noted with its status, and without one when no answer came', async () => {
    const { create } = hostOver((_, count) =>
      count === 1 ? answer(201) : { ok: false, kind: 'failed', message: 'the connection ended' },
    );
    const host = create();
    await host.call('http.request', write);
    expect(await host.call('http.request', write)).toMatchObject({ ok: false, code: 'unavailable' });
    expect(host.effects).toMatchObject([
      { status: 201, isPlanned: false },
      { status: null, isPlanned: false },
    ]);
  });

  test('that only asks is no effect, and is repeated like any question', async () => {
    const { create, requests } = hostOver((_, count) => (count === 1 ? answer(502) : answer(200)));
    const host = create({ mode: 'plan' });
    expect(await host.call('http.request', { ...write, reads: true })).toMatchObject({ ok: true });
    expect(requests).toHaveLength(2);
    expect(host.effects).toEqual([]);
  });
});

describe('a run that was cancelled', () => {
  test('sends nothing more', async () => {
    const controller = new AbortController();
    const { create, requests } = hostOver(() => {
      controller.abort();
      return answer(429);
    });
    const result = await create({ signal: controller.signal }).call('http.request', call());
    expect(result).toMatchObject({ ok: false, code: 'unavailable' });
    expect(requests).toHaveLength(1);
  });
});
