import { setTimeout as pause } from 'node:timers/promises';
import { createBacklogTenant, deliverBacklog } from './harness/backlog.ts';
import { checkDeliveries, commitToArrival } from './harness/delivery-checks.ts';
import { median, percentile } from './harness/percentiles.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import type { Arrivals } from './harness/sink.ts';
import { addMember, type BenchTenant, createIntegration, createTenant, quiet } from './harness/tenant.ts';
import type { World } from './harness/world.ts';

const EVENTS = 100_000;
/** Before and after, so that a machine that grows slower or faster meanwhile is not taken for a loss. */
const EVENTS_ALONE = 50_000;
const BETWEEN_CHANGES_MS = 1000;

/** One tenant has 100,000 events waiting; another makes a change a second and must not feel it, nor be felt. */
export async function fairness(world: World): Promise<BenchResult> {
  const { database, sink } = world;
  const small = await createTenant(world.server.url, 'small', { users: 60, groups: 10 });
  await createIntegration(small, `${world.sinkUrl}/hook`);
  await addMember(small, 0);
  await quiet(database, small.id);

  await sink.ask('reset');
  const first = await deliverBacklog(world, await createBacklogTenant(world, 'alone-first'), EVENTS_ALONE);
  const large = await createBacklogTenant(world, 'large');
  await sink.ask('reset');
  const changes = changeEachSecond(small);
  const together = await deliverBacklog(world, large, EVENTS);
  const changeCount = await changes.stop();
  await quiet(database, small.id);
  const arrivals = await sink.ask('arrivals');
  await sink.ask('reset');
  const last = await deliverBacklog(world, await createBacklogTenant(world, 'alone-last'), EVENTS_ALONE);

  const found = await commitToArrival(database, { tenantId: small.id, arrivals });
  const latencies = found.map(({ ms }) => ms);
  const alone = (first.rate + last.rate) / 2;
  const faults = await checkDeliveries(database, {
    tenantId: large.id,
    arrivals: await without(world, arrivals, small),
    expected: EVENTS,
  });
  if (latencies.length !== changeCount)
    faults.push(`of ${changeCount} changes of the small tenant, ${latencies.length} were received`);
  return {
    figures: toFigures(latencies, alone, together.rate),
    faults,
    notes: [
      `the small tenant made ${changeCount} changes over HTTP, one a second, while the large one’s ${EVENTS.toLocaleString('en')} events (by SQL) were delivered; of so few, p99 is the worst`,
      `the large tenant alone: ${Math.round(first.rate).toLocaleString('en')}/s before and ${Math.round(last.rate).toLocaleString('en')}/s after, ${EVENTS_ALONE.toLocaleString('en')} events each`,
      ...together.cpuNotes,
    ],
  };
}

/** Keeps the small tenant changing until it is told to stop; answers how often it did. */
function changeEachSecond(tenant: BenchTenant): { stop(): Promise<number> } {
  const ending = new AbortController();
  const run = async () => {
    let count = 0;
    while (!ending.signal.aborted) {
      count += 1;
      await addMember(tenant, count);
      await pause(BETWEEN_CHANGES_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
    return count;
  };
  const running = run();
  return {
    stop: () => {
      ending.abort();
      return running;
    },
  };
}

function toFigures(latencies: number[], alone: number, together: number): Figure[] {
  return [
    { key: 'smallP50', label: 'small tenant, commit to receiver, p50', unit: 'ms', reached: median(latencies) },
    {
      key: 'smallP99',
      label: 'small tenant, commit to receiver, p99',
      unit: 'ms',
      reached: percentile(latencies, 0.99),
      target: { atMost: 200 },
    },
    {
      key: 'largeRate',
      label: 'large tenant, deliveries',
      unit: '/s',
      reached: together,
      floor: { label: 'alone', value: alone },
    },
    {
      key: 'largeLoss',
      label: 'large tenant, loss',
      unit: '%',
      reached: (1 - together / alone) * 100,
      target: { atMost: 10 },
    },
  ];
}

/** The arrivals that are not of this tenant. */
async function without({ database }: World, arrivals: Arrivals, { id }: BenchTenant): Promise<Arrivals> {
  const { rows } = await database.query('SELECT id FROM deliveries WHERE tenant_id = $1', [id]);
  const own = new Set(rows.map((row: { id: string }) => row.id));
  return { ...arrivals, at: new Map([...arrivals.at].filter(([delivery]) => !own.has(delivery))) };
}

if (import.meta.main) await runBenches({ fairness });
