import { describe, expect, it, vi } from 'vitest';
import { BoundedTable } from '../../../server/src/platform/egress/bounded-table.ts';
import { get, openEgress, startHttp } from './loopback.ts';

const refused = async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));

describe('The memory of an egress', () => {
  it('does not grow with the hosts that failed', async () => {
    const egress = openEgress({ resolve: refused, limits: { maxDestinationsPerGroup: 50 } });
    for (let host = 0; host < 1_000; host += 1) await egress.request(get(`http://host-${host}.example/`));
    expect(egress.stats().destinations).toBe(50);
  });

  it('does not grow with the groups', async () => {
    const egress = openEgress({ resolve: refused, limits: { maxGroups: 50 } });
    for (let group = 0; group < 1_000; group += 1) {
      await egress.request({ ...get('http://host.example/'), group: `group-${group}` });
    }
    expect(egress.stats()).toMatchObject({ groups: 50, destinations: 50 });
  });

  it('keeps nothing of a destination that is denied', async () => {
    const egress = openEgress({ allow: [], resolve: async () => [{ address: '10.0.0.1', family: 4 }] });
    for (let host = 0; host < 100; host += 1) {
      await egress.request(get(`http://host-${host}.example/`));
      await egress.request(get(`http://10.0.0.${host}/`));
    }
    expect(egress.stats()).toMatchObject({ groups: 0, destinations: 0, openSockets: 0 });
  });

  it('keeps nothing of a destination that was never sent to', async () => {
    const answers: (() => void)[] = [];
    const server = await startHttp((_request, response) => answers.push(() => response.end('ok')));
    const egress = openEgress({ limits: { concurrencyPerGroup: 1, maxQueuedPerGroup: 0 } });
    const running = egress.request(get(server.origin));
    for (let port = 1; port <= 20; port += 1) {
      expect(await egress.request(get(`http://127.0.0.1:${port}/`))).toMatchObject({ kind: 'overloaded' });
    }
    expect(egress.stats().destinations).toBe(1);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    expect(await running).toMatchObject({ ok: true });
  });

  it('keeps nothing of a destination that is well, once its connections are gone', async () => {
    const server = await startHttp((_request, response) => response.setHeader('connection', 'close').end('ok'));
    const egress = openEgress();
    expect(await egress.request({ ...get(server.origin), group: 'a' })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(egress.stats()).toMatchObject({ groups: 0, destinations: 0, openSockets: 0 }));
  });

  it('lets go of an idle connection when there is no room', async () => {
    const servers = await Promise.all([startHttp(), startHttp(), startHttp()]);
    const egress = openEgress({ limits: { maxDestinationsPerGroup: 2 } });
    for (const server of servers) expect(await egress.request(get(server.origin))).toMatchObject({ ok: true });
    expect(egress.stats()).toMatchObject({ destinations: 2, openSockets: 2 });
    expect(await egress.request(get(servers[0]?.origin ?? ''))).toMatchObject({ ok: true });
    expect(servers[0]?.connections).toBe(2);
  });

  it('keeps what is in use, and forgets what was unused longest', () => {
    const evicted: string[] = [];
    const entry = (name: string, isIdle: boolean) => ({ isIdle, evict: () => evicted.push(name) });
    const table = new BoundedTable<ReturnType<typeof entry>>(3);
    table.add('busy', entry('busy', false));
    table.add('b', entry('b', true));
    table.add('c', entry('c', true));
    table.get('b');
    table.add('d', entry('d', true));
    table.add('e', entry('e', true));
    expect(evicted).toEqual(['c', 'b']);
    expect(table.size).toBe(3);
    expect(table.get('busy')).toBeDefined();
  });
});
