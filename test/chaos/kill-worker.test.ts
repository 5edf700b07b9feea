import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { ok, type ReceivedRequest, type Sink, startSink } from '../harness/sink.ts';
import { type Api, type Chaos, groupIn, signUp, startChaos, startLoad } from './cluster.ts';

/*
 * Workers are killed (SIGKILL) while a receiver holds their requests. A failure here means that a change that was
 * acknowledged does not reach its receiver, reaches it late, or reaches it more often than it must.
 */

const KILLS = 20;
/** One is killed, one goes on, and one may still be starting in the place of the last that was killed. */
const WORKERS = 3;
const REDELIVERED_WITHIN_MS = 5_000;

let chaos: Chaos;
let api: Api;
let sink: Sink;
let workers: ServerProcess[];
const replacements: Promise<void>[] = [];

beforeAll(async () => {
  chaos = await startChaos();
  sink = await startSink();
  const [server, ...started] = await Promise.all([
    chaos.start('api'),
    ...Array.from({ length: WORKERS }, () => chaos.start('worker')),
  ]);
  workers = started;
  api = await signUp(server.url);
  await api.postNewGroupsTo(`${sink.url}/hook`, 0);
}, 120_000);

afterAll(async () => {
  await Promise.allSettled(replacements);
  await chaos?.close();
  await sink?.close();
}, 60_000);

const idOf = ({ headers }: ReceivedRequest) => String(headers['webhook-id']);
const nameIn = ({ body }: ReceivedRequest) => groupIn(body);
const requestsFor = (name: string) => sink.received.filter((request) => nameIn(request) === name);

/** The worker that sends a delivery now, by what the database says. */
async function senderOf(deliveryId: string): Promise<ServerProcess> {
  const [row] = await chaos.query<{ name: string }>(
    `SELECT w.name FROM deliveries d JOIN workers w ON w.id = d.worker_id WHERE d.id = $1 AND d.status = 'RUNNING'`,
    [deliveryId],
  );
  const pid = Number(row?.name.split(':').at(-1));
  const sender = workers.find((worker) => worker.pid === pid);
  if (!sender) throw new Error(`no worker of ours sends it: ${JSON.stringify(row)}`);
  return sender;
}

/** Kills a worker that is not the last one, and starts another in its place without waiting for it. */
async function kill(victim: ServerProcess): Promise<number> {
  await eventually(() => expect(workers.length).toBeGreaterThan(1), { timeoutMs: 30_000 });
  const killedAt = Date.now();
  await victim.kill();
  workers = workers.filter((worker) => worker !== victim);
  replacements.push(chaos.start('worker').then((started) => void workers.push(started)));
  return killedAt;
}

interface Finished {
  status: string;
  attempt_count: number;
  attempts: { number: number; is_success: boolean }[];
}

/** The deliveries of all new groups, with their attempts. */
function finished(): Promise<Finished[]> {
  return chaos.query(
    `SELECT d.status, d.attempt_count,
            (SELECT coalesce(json_agg(json_build_object('number', a.number, 'is_success', a.is_success)), '[]')
             FROM attempts a WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.id) AS attempts
     FROM deliveries d WHERE d.tenant_id = $1`,
    [api.tenantId],
  );
}

const DELIVERED: Finished = { status: 'SUCCESS', attempt_count: 1, attempts: [{ number: 1, is_success: true }] };

describe('a worker that is killed while a receiver holds its request', () => {
  it(`has it redelivered within five seconds, once and under the same id, ${KILLS} times out of ${KILLS}`, async () => {
    for (let round = 1; round <= KILLS; round += 1) {
      const name = `round ${round}`;
      const held: ServerResponse[] = [];
      sink.answer((_request, response) => held.push(response));
      await api.makeGroup(name);
      const first = await eventually(() => {
        const [request] = requestsFor(name);
        if (!request || held.length === 0) throw new Error('it has not arrived');
        return request;
      });
      const sender = await eventually(() => senderOf(idOf(first)));
      sink.answer(ok);
      const killedAt = await kill(sender);
      const [, second] = await eventually(() => {
        expect(requestsFor(name).length).toBeGreaterThan(1);
        return requestsFor(name);
      });
      expect((second?.at ?? 0) - killedAt).toBeLessThan(REDELIVERED_WITHIN_MS);
      expect(requestsFor(name).map(idOf)).toEqual([idOf(first), idOf(first)]);
    }
    await eventually(async () => expect(await finished()).toEqual(Array.from({ length: KILLS }, () => DELIVERED)));
  }, 180_000);
});

describe('workers that are killed under load', () => {
  it('lose nothing: every change arrives, no more often than there were kills, and ends well', async () => {
    const kills = 3;
    const before = sink.received.length;
    sink.answer((_request, response) => setTimeout(() => response.end('ok'), 100));
    const load = startLoad(api);
    for (let count = 1; count <= kills; count += 1) {
      const seen = sink.received.length;
      await eventually(() => expect(sink.received.length).toBeGreaterThan(seen + 100), { timeoutMs: 40_000 });
      await kill(await eventually(busiest));
    }
    const { acknowledged: names } = await load.stop();
    await eventually(
      async () => expect(await finished()).toEqual(Array.from({ length: KILLS + names.length }, () => DELIVERED)),
      { timeoutMs: 40_000, everyMs: 200 },
    );
    const received = sink.received.slice(before);
    expect(new Set(received.map(nameIn))).toEqual(new Set(names));
    for (const [id, requests] of Map.groupBy(received, idOf)) {
      expect(requests.length, `delivery ${id}`).toBeLessThanOrEqual(1 + kills);
    }
  }, 120_000);
});

/** The worker with the most under way. */
async function busiest(): Promise<ServerProcess> {
  const [busy] = await chaos.query<{ name: string }>(
    `SELECT w.name FROM deliveries d JOIN workers w ON w.id = d.worker_id
     WHERE d.status = 'RUNNING' GROUP BY w.name ORDER BY count(*) DESC LIMIT 1`,
  );
  const found = workers.find((worker) => busy?.name.endsWith(`:${worker.pid}`));
  if (!found) throw new Error('nobody is sending now');
  return found;
}
