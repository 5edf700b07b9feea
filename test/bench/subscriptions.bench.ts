import { setTimeout as pause } from 'node:timers/promises';
import { announceEvents, templateEvent } from './harness/bulk-events.ts';
import { type Child, startChild } from './harness/child.ts';
import { commitTime } from './harness/database.ts';
import { median, percentile } from './harness/percentiles.ts';
import { cpuOf, describeCpu } from './harness/process-usage.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import type { Received, SocketClientCommands } from './harness/socket-client.ts';
import { addMember, type BenchTenant, createTenant } from './harness/tenant.ts';
import { untilCounted } from './harness/until.ts';
import type { World } from './harness/world.ts';

const SOCKETS = 1000;
const BURST_EVENTS = 100;
const BURSTS = 5;
const PACED_EVENTS = 100;
const BETWEEN_EVENTS_MS = 100;
const STANDSTILL_MS = 5_000;
/** A socket that has sent its subscription is listening a moment later. */
const SETTLE_MS = 2_000;

type Client = Child<SocketClientCommands>;

/** A thousand sockets of one tenant hear of its events: a hundred at once, and ten a second. */
export async function subscriptions(world: World): Promise<BenchResult> {
  const tenant = await createTenant(world.server.url, 'subscriptions', { users: 20, groups: 10 });
  const templateId = await templateEvent(world.database, tenant);
  const client = startChild<SocketClientCommands>('./socket-client.ts');
  try {
    const begin = performance.now();
    await client.ask('connect', {
      url: `${world.server.url.replace('http', 'ws')}/graphql`,
      token: tenant.token,
      count: SOCKETS,
    });
    const connectMs = performance.now() - begin;
    await pause(SETTLE_MS);
    const paced = await measurePaced(world, tenant, client);
    const bursts: BenchResult[] = [];
    for (let index = 0; index < BURSTS; index += 1)
      bursts.push(await measureBurst(world, { tenant, templateId, client }));
    const { open } = await client.ask('state');
    const rates = bursts.map(({ figures }) => figures[0]?.reached ?? Number.NaN);
    return {
      figures: [
        {
          key: 'rate',
          label: `messages to ${SOCKETS} sockets, ${BURST_EVENTS} events at once`,
          unit: '/s',
          reached: median(rates),
          target: { atLeast: 60_000 },
        },
        ...paced.figures,
      ],
      faults: [
        ...paced.faults,
        ...bursts.flatMap(({ faults }) => faults),
        ...(open === SOCKETS ? [] : [`${SOCKETS - open} sockets were closed`]),
      ],
      notes: [
        `burst: from the commit of ${BURST_EVENTS} events (SQL, one transaction) to the last of ${(BURST_EVENTS * SOCKETS).toLocaleString('en')} messages; median of ${rates.map((rate) => Math.round(rate).toLocaleString('en')).join(', ')}`,
        ...(bursts.at(-1)?.notes ?? []),
        ...paced.notes,
        `${SOCKETS} sockets were connected and subscribed in ${(connectMs / 1000).toFixed(1)} s`,
      ],
    };
  } finally {
    await client.stop();
  }
}

async function measureBurst(
  world: World,
  { tenant, templateId, client }: { tenant: BenchTenant; templateId: string; client: Client },
): Promise<BenchResult> {
  const others = { client: client.pid };
  await client.ask('reset');
  const before = cpuOf(world, others);
  await world.database.query('BEGIN');
  await announceEvents(world.database, { tenantId: tenant.id, templateId, count: BURST_EVENTS });
  await world.database.query('COMMIT');
  await untilCounted(async () => (await client.ask('state')).messages, BURST_EVENTS * SOCKETS, STANDSTILL_MS);
  const after = cpuOf(world, others);
  const received = await client.ask('received');
  const committed = await commitTimes(world, tenant, received);
  const commitAt = Math.min(...committed.values());
  let lastAt = 0;
  for (const times of received.arrivals.values()) for (const at of times) lastAt = Math.max(lastAt, at);
  const rate = received.messages / ((lastAt - commitAt) / 1000);
  return {
    figures: [{ key: 'rate', label: 'messages', unit: '/s', reached: rate }],
    faults: checkReceived(received, BURST_EVENTS),
    notes: [`${Math.round(received.bytes / received.messages)} bytes a message`, ...describeCpu(before, after)],
  };
}

async function measurePaced(world: World, tenant: BenchTenant, client: Client): Promise<BenchResult> {
  await client.ask('reset');
  const begin = performance.now();
  for (let index = 1; index <= PACED_EVENTS; index += 1) {
    await pause(Math.max(0, begin + index * BETWEEN_EVENTS_MS - performance.now()));
    await addMember(tenant, index);
  }
  await untilCounted(async () => (await client.ask('state')).messages, PACED_EVENTS * SOCKETS, STANDSTILL_MS);
  const received = await client.ask('received');
  const committed = await commitTimes(world, tenant, received);
  const latencies: number[] = [];
  for (const [id, times] of received.arrivals)
    for (const at of times) latencies.push(at - (committed.get(id) ?? Number.NaN));
  const figures: Figure[] = [
    { key: 'p50', label: 'commit to socket, 10 events/s, p50', unit: 'ms', reached: median(latencies) },
    {
      key: 'p99',
      label: 'commit to socket, 10 events/s, p99',
      unit: 'ms',
      reached: percentile(latencies, 0.99),
      target: { atMost: 100 },
    },
  ];
  return {
    figures,
    faults: checkReceived(received, PACED_EVENTS),
    notes: [`paced: ${PACED_EVENTS} memberships over HTTP, ten a second, each to ${SOCKETS} sockets`],
  };
}

/** When each event that was received was committed, by event id. */
async function commitTimes(
  { database }: World,
  { id }: BenchTenant,
  { arrivals }: Received,
): Promise<Map<string, number>> {
  const { rows } = await database.query(
    `SELECT id, ${commitTime('xid')} AS at FROM events WHERE tenant_id = $1 AND id = ANY($2::uuid[])`,
    [id, [...arrivals.keys()]],
  );
  return new Map(rows.map((row: { id: string; at: number }) => [row.id, row.at]));
}

/** Every socket got every event, once. */
function checkReceived({ perSocket, arrivals }: Received, events: number): string[] {
  const wrongSockets = perSocket.filter((count) => count !== events).length;
  const wrongEvents = [...arrivals.values()].filter((times) => times.length !== SOCKETS).length;
  const faults: string[] = [];
  if (arrivals.size !== events) faults.push(`of ${events} events, ${arrivals.size} reached a socket`);
  if (wrongSockets > 0) faults.push(`${wrongSockets} sockets did not get ${events} messages`);
  if (wrongEvents > 0) faults.push(`${wrongEvents} events did not reach each socket once`);
  return faults;
}

if (import.meta.main) await runBenches({ subscriptions });
