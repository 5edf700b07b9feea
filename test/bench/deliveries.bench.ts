import { createBacklogTenant, deliverBacklog } from './harness/backlog.ts';
import { bareDeliveries } from './harness/bare-inserts.ts';
import { checkDeliveries, checkSignature } from './harness/delivery-checks.ts';
import { cpuOf, describeCpu } from './harness/process-usage.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import type { SampleRequest } from './harness/sink.ts';
import type { World } from './harness/world.ts';

const EVENTS = 100_000;
const BARE_REQUESTS = 50_000;
/** As many as the server allows itself to one receiver. */
const CONNECTIONS = 64;

/** 100,000 waiting events of one tenant, each matched by one HTTP integration: signed, received, its result stored. */
export async function deliveries(world: World): Promise<BenchResult> {
  const { database, sink } = world;
  const tenant = await createBacklogTenant(world, 'deliveries');
  await sink.ask('reset');
  const { rate, insertedMs, cpuNotes } = await deliverBacklog(world, tenant, EVENTS);
  world.deliveryRate = rate;
  const sample = await sink.ask('sample');
  const { signed, requests } = await sink.ask('state');
  const faults = [
    ...(await checkDeliveries(database, {
      tenantId: tenant.id,
      arrivals: await sink.ask('arrivals'),
      expected: EVENTS,
    })),
    ...(await checkSignature(tenant, tenant.integrationId, sample)),
    ...(signed === requests ? [] : [`${requests - signed} requests were not signed`]),
  ];
  const others = { client: world.bareClient.pid, receiver: sink.pid };
  const before = cpuOf(world, others);
  const bareRequests = await postBare(world, sample);
  const [bareNote] = describeCpu(before, cpuOf(world, others));
  const bareRows = await bareDeliveries(world.databaseUrl, database, tenant.id);
  return {
    figures: toFigures(rate, bareRequests, bareRows),
    faults,
    notes: [
      `${EVENTS.toLocaleString('en')} events came by SQL, in one transaction of ${(insertedMs / 1000).toFixed(1)} s, while the server ran; the time counts from its first claim`,
      `each request had a body of ${Buffer.byteLength(sample?.body ?? '')} bytes`,
      ...cpuNotes,
      `the bare client’s turn: ${bareNote}`,
    ],
  };
}

/** The same request over and over, by plain undici in a process of its own; requests a second. */
function postBare({ bareClient, sinkUrl }: World, sample: SampleRequest | null): Promise<number> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = sample?.headers ?? {};
  const body = sample?.body ?? '';
  return bareClient.ask('post', {
    url: `${sinkUrl}/bare`,
    headers,
    body,
    requests: BARE_REQUESTS,
    connections: CONNECTIONS,
  });
}

function toFigures(rate: number, bareRequests: number, bareRows: number): Figure[] {
  return [
    {
      key: 'rate',
      label: 'deliveries, first claim to last result stored',
      unit: '/s',
      reached: rate,
      target: { atLeast: 5000 },
      floor: { label: 'bare undici, same receiver', value: bareRequests },
    },
    {
      key: 'ratioToBare',
      label: 'part of the bare rate',
      unit: '',
      reached: rate / bareRequests,
      target: { atLeast: 0.2 },
    },
    {
      key: 'stored',
      label: 'results stored',
      unit: '/s',
      reached: rate,
      floor: { label: 'bare pg, 500 rows a statement', value: bareRows },
    },
  ];
}

if (import.meta.main) await runBenches({ deliveries });
