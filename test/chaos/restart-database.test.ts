import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { type ReceivedRequest, type Sink, startSink } from '../harness/sink.ts';
import { type Api, groupIn, signUp, startDurableChaos, startLoad } from './cluster.ts';
import { type LiveClient, watchEvents } from './watch-events.ts';

/*
 * The database is restarted as by a crash (pg_ctl restart -m immediate) while clients make changes. A failure here
 * means that something that was acknowledged is lost, or that the server does not live through it.
 */

const RESTARTS = 3;

let chaos: Awaited<ReturnType<typeof startDurableChaos>>;
let server: ServerProcess;
let api: Api;
let sink: Sink;
let live: LiveClient;
let readiness: ReturnType<typeof watchReadiness>;
let acknowledged: string[];
let refusals: number;

beforeAll(async () => {
  chaos = await startDurableChaos();
  sink = await startSink();
  server = await chaos.start('api,worker');
  api = await signUp(server.url);
  await api.postNewGroupsTo(`${sink.url}/hook`, 3);
  live = watchEvents(server.url, api.token);
  await untilWatching();
  readiness = watchReadiness(server.url);
  ({ acknowledged, refusals } = await changeWhileRestarting());
}, 120_000);

afterAll(async () => {
  await readiness?.stop();
  await live?.close();
  await chaos?.close();
  await sink?.close();
}, 60_000);

/** What happens before its subscription began, a client without a cursor does not get. */
async function untilWatching(): Promise<void> {
  let count = 0;
  await eventually(async () => {
    count += 1;
    await api.makeGroup(`before ${count}`);
    expect(live.events.length).toBeGreaterThan(0);
  });
}

/** Clients make changes all the time; each restart comes in the middle of them. */
async function changeWhileRestarting(): Promise<{ acknowledged: string[]; refusals: number }> {
  const load = startLoad(api);
  for (let count = 1; count <= RESTARTS; count += 1) {
    const seen = sink.received.length;
    await eventually(() => expect(sink.received.length).toBeGreaterThan(seen + 50), { timeoutMs: 30_000 });
    if (count === RESTARTS) live.drop();
    await chaos.restartDatabase();
    await eventually(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), { timeoutMs: 30_000 });
  }
  const seen = sink.received.length;
  await eventually(() => expect(sink.received.length).toBeGreaterThan(seen + 50), { timeoutMs: 30_000 });
  return load.stop();
}

/** Asks again and again whether the server is ready; keeps what it answered each time that was another answer. */
function watchReadiness(url: string) {
  const answers: { status: number; body: { failing?: string[] } }[] = [];
  let isStopped = false;
  const watch = async () => {
    while (!isStopped) {
      const response = await fetch(`${url}/readyz`);
      const answer = { status: response.status, body: (await response.json()) as { failing?: string[] } };
      if (answers.at(-1)?.status !== answer.status) answers.push(answer);
    }
  };
  const watching = watch();
  return {
    answers,
    stop: () => {
      isStopped = true;
      return watching;
    },
  };
}

const nameIn = ({ body }: ReceivedRequest) => groupIn(body);
const missing = (among: Iterable<string>) => {
  const there = new Set(among);
  return acknowledged.filter((name) => !there.has(name));
};

describe('a database that crashes and recovers under load, several times', () => {
  it('does not end the server', () => {
    expect(server.isRunning()).toBe(true);
    expect(server.complaints()).not.toMatch(/unhandled|uncaught/i);
  });

  it('makes it say that it is not ready, by the parts that are not, and then that it is', () => {
    const statuses = readiness.answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.at(-1)).toBe(200);
    for (const { status, body } of readiness.answers) {
      if (status === 503) expect(body.failing?.length).toBeGreaterThan(0);
    }
  });

  it('loses nothing that was acknowledged: every change reaches the receiver', async () => {
    expect(acknowledged.length).toBeGreaterThan(100);
    // The crashes were felt, or the test has shown nothing.
    expect(refusals).toBeGreaterThan(0);
    await eventually(() => expect(missing(sink.received.map(nameIn))).toEqual([]), { timeoutMs: 25_000 });
  });

  it('sends nothing more often than it was interrupted, and ends every delivery well', async () => {
    await eventually(
      async () => {
        const states = await chaos.query<{ status: string; count: number }>(
          'SELECT status, count(*)::int AS count FROM deliveries WHERE tenant_id = $1 GROUP BY status',
          [api.tenantId],
        );
        expect(states.map(({ status }) => status)).toEqual(['SUCCESS']);
      },
      { timeoutMs: 25_000 },
    );
    const wrong = await chaos.query(
      `SELECT d.id FROM deliveries d LEFT JOIN attempts a ON a.tenant_id = d.tenant_id AND a.delivery_id = d.id
       WHERE d.tenant_id = $1 GROUP BY d.tenant_id, d.id HAVING count(*) FILTER (WHERE a.is_success) <> 1`,
      [api.tenantId],
    );
    expect(wrong).toEqual([]);
    for (const [id, requests] of Map.groupBy(sink.received, ({ headers }) => headers['webhook-id'])) {
      expect(requests.length, `delivery ${id}`).toBeLessThanOrEqual(1 + RESTARTS);
    }
  });

  it('lets a subscription miss nothing: it stays, or resumes from its last cursor', async () => {
    const namesHeard = () =>
      live.events.filter(({ type }) => type === 'group.created').map(({ data }) => String(data.group_name));
    await eventually(() => expect(missing(namesHeard())).toEqual([]), { timeoutMs: 25_000 });
    expect(new Set(live.events.map(({ id }) => id)).size).toBe(live.events.length);
  });

  it('leaves nothing behind that would be late: the next change arrives promptly', async () => {
    await api.makeGroup('after all that');
    await eventually(() => expect(sink.received.map(nameIn)).toContain('after all that'), { timeoutMs: 5_000 });
  });
});
