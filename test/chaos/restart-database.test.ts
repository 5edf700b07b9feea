import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { type Sink, startSink } from '../harness/sink.ts';
import { type Chaos, groupIn, signUp, startChaos } from './cluster.ts';

const CLIENTS = 4;

let chaos: Chaos;
let server: ServerProcess;
let sink: Sink;

beforeAll(async () => {
  chaos = await startChaos();
  server = await chaos.start('api,worker');
  sink = await startSink();
}, 120_000);

afterAll(async () => {
  await sink.close();
  await chaos.close();
}, 60_000);

it('a database that crashes under load loses nothing that was acknowledged, and the server stays up', async () => {
  const { postNewGroupsTo, makeGroup } = await signUp(server.url);
  await postNewGroupsTo(`${sink.url}/hook`, 3);
  const acknowledged = new Set<string>();
  let refusals = 0;
  let isOver = false;
  const client = async (number: number) => {
    for (let count = 0; !isOver; count += 1) {
      const name = `client ${number} group ${count}`;
      try {
        await makeGroup(name);
        acknowledged.add(name);
      } catch {
        // Refused while the database is away: not acknowledged, so not promised.
        refusals += 1;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  for (let crash = 1; crash <= 3; crash += 1) {
    const before = acknowledged.size;
    await eventually(() => expect(acknowledged.size).toBeGreaterThan(before + 100), { timeoutMs: 30_000 });
    await chaos.restartDatabase();
    await eventually(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), { timeoutMs: 30_000 });
  }
  const before = acknowledged.size;
  await eventually(() => expect(acknowledged.size).toBeGreaterThan(before + 100), { timeoutMs: 30_000 });
  isOver = true;
  await Promise.all(clients);

  await eventually(
    () => {
      const arrived = new Set(sink.received.map(({ body }) => groupIn(body)));
      expect([...acknowledged].filter((name) => !arrived.has(name))).toEqual([]);
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
  expect(server.isRunning()).toBe(true);
  // The crashes were felt, or the test has shown nothing.
  expect(refusals).toBeGreaterThan(0);
}, 180_000);
