import { setTimeout as pause } from 'node:timers/promises';
import { createBacklogTenant, deliverBacklog } from './harness/backlog.ts';
import { bareCommits } from './harness/bare-inserts.ts';
import { insertPaced } from './harness/bulk-events.ts';
import { checkDeliveries, commitToArrival } from './harness/delivery-checks.ts';
import { median, percentile } from './harness/percentiles.ts';
import { cpuOf, describeCpu } from './harness/process-usage.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { watchStalls } from './harness/stalls.ts';
import { addMember, type BenchTenant, createIntegration, createTenant, quiet } from './harness/tenant.ts';
import { untilCounted } from './harness/until.ts';
import type { World } from './harness/world.ts';

const CHANGES = 300;
const WARM_UP = 60;
const LEAST_PAUSE_MS = 20;
const MOST_PAUSE_MS = 50;
const PROBE_EVENTS = 30_000;
const LOAD_MS = 12_000;
const LOAD_WARM_UP_MS = 2_000;
const STANDSTILL_MS = 15_000;

/** How long a committed change takes to be a request at its receiver: one at a time, and under half the full load. */
export async function latency(world: World): Promise<BenchResult> {
  const idle = await measureIdle(world);
  const loaded = await measureLoaded(world);
  return {
    figures: [...idle.figures, ...loaded.figures],
    faults: [...idle.faults, ...loaded.faults],
    notes: [
      'a commit’s time is pg_xact_commit_timestamp, taken right before the flush to disk: the flush is part of every figure',
      ...idle.notes,
      ...loaded.notes,
    ],
  };
}

async function measureIdle(world: World): Promise<BenchResult> {
  const { database, sink } = world;
  const tenant = await createTenant(world.server.url, 'latency', { users: 40, groups: 10 });
  await createIntegration(tenant, `${world.sinkUrl}/hook`);
  for (let index = 0; index < WARM_UP; index += 1) await addMember(tenant, index);
  await quiet(database, tenant.id);
  await sink.ask('reset');
  const answeredMs = await changeOneByOne(tenant);
  await untilCounted(async () => (await sink.ask('state')).received, CHANGES, STANDSTILL_MS);
  const arrivals = await sink.ask('arrivals');
  const latencies = (await commitToArrival(database, { tenantId: tenant.id, arrivals })).map(({ ms }) => ms);

  const commitMs = median(await bareCommits(world.databaseUrl));
  const body = (await sink.ask('sample'))?.body ?? '';
  const bareLoad = { url: `${world.sinkUrl}/bare`, headers: {}, body, requests: CHANGES, connections: 1 };
  const requestMs = median(await world.bareClient.ask('postSingly', bareLoad));
  // The event's own commit is flushed, the delivery is committed, and the request goes out.
  const floor = { label: 'two bare commits, one request', value: 2 * commitMs + requestMs };
  const figures: Figure[] = [
    {
      key: 'idleP50',
      label: 'commit to receiver, idle, p50',
      unit: 'ms',
      reached: median(latencies),
      target: { atMost: 3 },
      floor,
    },
    {
      key: 'idleP99',
      label: 'commit to receiver, idle, p99',
      unit: 'ms',
      reached: percentile(latencies, 0.99),
      target: { atMost: 10 },
    },
    { key: 'answerP50', label: 'the mutation’s own answer, p50', unit: 'ms', reached: median(answeredMs) },
  ];
  const faults = latencies.length === CHANGES ? [] : [`of ${CHANGES} changes, ${latencies.length} were received`];
  const notes = [
    `idle: ${CHANGES} memberships over HTTP, one each 20 to 50 ms; a bare commit took ${commitMs.toFixed(2)} ms, a bare request ${requestMs.toFixed(2)} ms`,
  ];
  return { figures, faults, notes };
}

/** Answers how long each mutation took, in milliseconds. */
async function changeOneByOne(tenant: BenchTenant): Promise<number[]> {
  const answeredMs: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const begin = performance.now();
    await addMember(tenant, WARM_UP + index);
    answeredMs.push(performance.now() - begin);
    await pause(LEAST_PAUSE_MS + Math.random() * (MOST_PAUSE_MS - LEAST_PAUSE_MS));
  }
  return answeredMs;
}

async function measureLoaded(world: World): Promise<BenchResult> {
  const { database, sink } = world;
  const rate = (world.deliveryRate ?? (await probeRate(world))) / 2;
  const tenant = await createBacklogTenant(world, 'latency-load');
  await sink.ask('reset');
  const others = { receiver: sink.pid };
  const stalls = world.isWatched ? await watchStalls(world) : null;
  const before = cpuOf(world, others);
  const begin = Date.now();
  const { id: tenantId, templateId } = tenant;
  const inserted = await insertPaced(database, { tenantId, templateId, rate, durationMs: LOAD_MS });
  const seconds = (Date.now() - begin) / 1000;
  const after = cpuOf(world, others);
  await untilCounted(async () => (await sink.ask('state')).received, inserted, STANDSTILL_MS);
  await quiet(database, tenantId);
  const arrivals = await sink.ask('arrivals');
  const found = await commitToArrival(database, { tenantId, arrivals, sinceMs: begin + LOAD_WARM_UP_MS });
  const latencies = found.map(({ ms }) => ms);

  const label = `commit to receiver at ${Math.round(rate).toLocaleString('en')}/s`;
  const figures: Figure[] = [
    { key: 'loadedP50', label: `${label}, p50`, unit: 'ms', reached: median(latencies) },
    {
      key: 'loadedP99',
      label: `${label}, p99`,
      unit: 'ms',
      reached: percentile(latencies, 0.99),
      target: { atMost: 50 },
    },
  ];
  const notes = [
    `under load: ${Math.round(inserted / seconds).toLocaleString('en')} events/s by SQL, each 10 ms, announced as another node would; ${seconds.toFixed(0)} s, of which the first 2 are left out`,
    ...describeCpu(before, after, inserted),
    ...((await stalls?.describe(found)) ?? []),
  ];
  return { figures, faults: await checkDeliveries(database, { tenantId, arrivals, expected: inserted }), notes };
}

/** Deliveries a second of a short backlog, where the benchmark of deliveries was not run before. */
async function probeRate(world: World): Promise<number> {
  const tenant = await createBacklogTenant(world, 'latency-probe');
  return (await deliverBacklog(world, tenant, PROBE_EVENTS)).rate;
}

if (import.meta.main) await runBenches({ latency });
