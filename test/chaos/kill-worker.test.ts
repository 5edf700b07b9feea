import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { ok, type ReceivedRequest, type Sink, startSink } from '../harness/sink.ts';
import { type Chaos, groupIn, signUp, startChaos } from './cluster.ts';

const KILLS = 20;
const WORKERS = 2;

let chaos: Chaos;
let api: ServerProcess;
let sink: Sink;
let database: pg.Client;
const workers = new Map<number, ServerProcess>();

beforeAll(async () => {
  chaos = await startChaos();
  api = await chaos.start('api');
  sink = await startSink();
  for (let count = 0; count < WORKERS; count += 1) await addWorker();
  database = new pg.Client(chaos.databaseUrl);
  await database.connect();
}, 120_000);

afterAll(async () => {
  await database.end();
  await sink.close();
  await chaos.close();
}, 60_000);

async function addWorker(): Promise<void> {
  const worker = await chaos.start('worker');
  workers.set(worker.pid, worker);
}

/** The worker that is sending right now: its process is in the name that it registered under. */
async function busyWorker(): Promise<ServerProcess> {
  const { rows } = await database.query(
    `SELECT w.name FROM deliveries d JOIN workers w ON w.id = d.worker_id WHERE d.status = 'RUNNING'`,
  );
  const pid = Number((rows[0]?.name as string | undefined)?.split(':').at(-1));
  const worker = workers.get(pid);
  if (!worker) throw new Error(`no worker of ours is sending: ${JSON.stringify(rows)}`);
  return worker;
}

function arrivals(name: string): ReceivedRequest[] {
  return sink.received.filter(({ body }) => groupIn(body) === name);
}

describe('a worker that is killed while it sends', () => {
  it(`loses nothing, ${KILLS} times over: another sends it again within 5 s, once, under the same id`, async () => {
    const { postNewGroupsTo, makeGroup } = await signUp(api.url);
    await postNewGroupsTo(`${sink.url}/hook`, 0);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const name = `group ${kill}`;
      // The first try is never answered: the worker waits for it when it dies.
      sink.answer(
        (request, response, socket) => arrivals(groupIn(request.body)).length > 1 && ok(request, response, socket),
      );
      await makeGroup(name);
      await eventually(() => expect(arrivals(name)).toHaveLength(1));
      const worker = await eventually(busyWorker);
      await worker.kill();
      const killedAt = Date.now();
      workers.delete(worker.pid);
      const replaced = addWorker();
      await eventually(() => expect(arrivals(name)).toHaveLength(2));
      const [first, second] = arrivals(name);
      expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      expect((second?.at ?? 0) - killedAt).toBeLessThan(5_000);
      await replaced;
    }
    await eventually(async () => {
      const { rows } = await database.query('SELECT status, count(*)::int AS count FROM deliveries GROUP BY status');
      expect(rows).toEqual([{ status: 'SUCCESS', count: KILLS }]);
    });
    // None came a third time.
    expect(sink.received).toHaveLength(KILLS * 2);
  }, 240_000);

  it('loses nothing with many under way: every event arrives, and none more often than once and once a kill', async () => {
    const kills = 3;
    sink.received.length = 0;
    sink.answer((_request, response) => void setTimeout(() => response.end('ok'), 300));
    const { postNewGroupsTo, makeGroup } = await signUp(api.url);
    await postNewGroupsTo(`${sink.url}/load`, 3);
    const made = new Set<string>();
    let isOver = false;
    const client = async (number: number) => {
      for (let count = 0; !isOver; count += 1) {
        const name = `client ${number} group ${count}`;
        await makeGroup(name);
        made.add(name);
      }
    };
    const clients = Array.from({ length: 4 }, (_, number) => client(number));
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = sink.received.length;
      await eventually(() => expect(sink.received.length).toBeGreaterThan(before + 50), { timeoutMs: 30_000 });
      const worker = await eventually(busyWorker);
      await worker.kill();
      workers.delete(worker.pid);
      await addWorker();
    }
    isOver = true;
    await Promise.all(clients);
    await eventually(
      () => {
        const arrived = new Set(sink.received.map(({ body }) => groupIn(body)));
        expect([...made].filter((name) => !arrived.has(name))).toEqual([]);
      },
      { timeoutMs: 60_000, everyMs: 200 },
    );
    const times = Map.groupBy(sink.received, ({ headers }) => headers['webhook-id'] as string);
    expect(times.size).toBe(made.size);
    expect(Math.max(...[...times.values()].map((of) => of.length))).toBeLessThanOrEqual(1 + kills);
  }, 180_000);
});
