import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '../../../server/src/platform/egress/circuit-breaker.ts';
import { closedPort, get, openEgress, startHttp } from './loopback.ts';

const limits = { failuresToOpen: 3, openMs: 1_000, maxOpenMs: 4_000 };

describe('The circuit of a destination', () => {
  it('opens after consecutive failures, and then nothing is sent', async () => {
    const now = 0;
    let isBroken = true;
    const server = await startHttp((_request, response) => (isBroken ? response.destroy() : response.end('ok')));
    const egress = openEgress({ limits, clock: () => now });
    for (let failure = 0; failure < 3; failure += 1) {
      expect(await egress.request(get(server.origin))).toMatchObject({ ok: false, kind: 'reset' });
    }
    isBroken = false;
    expect(await egress.request(get(server.origin))).toMatchObject({
      ok: false,
      kind: 'circuit_open',
      retryAfterMs: 1_000,
      message: expect.stringContaining(`127.0.0.1:${server.port}`),
    });
    expect(server.received).toHaveLength(3);
    expect(egress.stats().openCircuits).toBe(1);
  });

  it('recovers by one probe after the pause, which doubles up to its cap while probes fail', async () => {
    let now = 0;
    let isBroken = true;
    const server = await startHttp((_request, response) => (isBroken ? response.destroy() : response.end('ok')));
    const egress = openEgress({ limits, clock: () => now });
    for (let failure = 0; failure < 3; failure += 1) await egress.request(get(server.origin));
    for (const pauseMs of [1_000, 2_000, 4_000, 4_000]) {
      now += pauseMs - 1;
      expect(await egress.request(get(server.origin))).toMatchObject({ kind: 'circuit_open', retryAfterMs: 1 });
      now += 1;
      expect(await egress.request(get(server.origin))).toMatchObject({ kind: 'reset' });
    }
    expect(server.received).toHaveLength(7);
    isBroken = false;
    now += 4_000;
    expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
    expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
    expect(egress.stats().openCircuits).toBe(0);
  });

  it('lets one probe through at a time', async () => {
    let now = 0;
    let answer: (() => void) | undefined;
    const server = await startHttp(({ url }, response) => {
      if (url === '/broken') response.destroy();
      else answer = () => response.end('ok');
    });
    const egress = openEgress({ limits, clock: () => now });
    for (let failure = 0; failure < 3; failure += 1) await egress.request(get(`${server.origin}/broken`));
    now += 1_000;
    const probe = egress.request(get(server.origin));
    const others = await Promise.all(Array.from({ length: 20 }, () => egress.request(get(server.origin))));
    expect(others.every((result) => !result.ok && result.kind === 'circuit_open')).toBe(true);
    await expect.poll(() => answer).toBeDefined();
    answer?.();
    expect(await probe).toMatchObject({ ok: true });
  });

  it('is each origin’s and each group’s own', async () => {
    const broken = `http://127.0.0.1:${await closedPort()}/`;
    const server = await startHttp();
    const egress = openEgress({ limits, clock: () => 0 });
    for (let failure = 0; failure < 3; failure += 1) await egress.request({ ...get(broken), group: 'a' });
    expect(await egress.request({ ...get(broken), group: 'a' })).toMatchObject({ kind: 'circuit_open' });
    expect(await egress.request({ ...get(broken), group: 'b' })).toMatchObject({ kind: 'connect' });
    expect(await egress.request({ ...get(server.origin), group: 'a' })).toMatchObject({ ok: true });
  });

  it.each([
    ['statuses of any kind', { status: 500, maxResponseBytes: 10 }],
    ['bodies that are too large', { status: 200, maxResponseBytes: 1 }],
  ])('does not open by %s', async (_what, { status, maxResponseBytes }) => {
    const server = await startHttp((_request, response) => response.writeHead(status).end('body'));
    const egress = openEgress({ limits, clock: () => 0 });
    for (let round = 0; round < 5; round += 1) await egress.request({ ...get(server.origin), maxResponseBytes });
    expect(server.received).toHaveLength(5);
    expect(egress.stats().openCircuits).toBe(0);
  });

  it('does not open by denials or cancellations', async () => {
    const egress = openEgress({ limits, clock: () => 0, resolve: async () => [{ address: '10.0.0.1', family: 4 }] });
    for (let round = 0; round < 5; round += 1) {
      expect(await egress.request(get('http://inside.example/'))).toMatchObject({ kind: 'denied' });
      const aborted = { ...get('http://127.0.0.1:9/'), signal: AbortSignal.abort() };
      expect(await egress.request(aborted)).toMatchObject({ kind: 'aborted' });
    }
    expect(egress.stats().openCircuits).toBe(0);
  });

  it('forgets failures that a success interrupts', () => {
    const breaker = new CircuitBreaker(limits, () => 0);
    for (const verdict of ['down', 'down', 'up', 'down', 'down'] as const)
      breaker.record(breaker.admit() as 'pass', verdict);
    expect(breaker.isOpen).toBe(false);
    breaker.record('pass', 'down');
    expect(breaker.isOpen).toBe(true);
  });

  it('is not closed by requests from before it opened, and a probe that says nothing leaves room for another', () => {
    let now = 0;
    const breaker = new CircuitBreaker(limits, () => now);
    for (let failure = 0; failure < 3; failure += 1) breaker.record('pass', 'down');
    breaker.record('pass', 'up');
    expect(breaker.admit()).toBe('refuse');
    now = 1_000;
    expect(breaker.admit()).toBe('probe');
    expect(breaker.admit()).toBe('refuse');
    breaker.record('probe', 'nothing');
    expect(breaker.admit()).toBe('probe');
    breaker.record('probe', 'up');
    expect(breaker.isClean).toBe(true);
  });
});
