import { setTimeout as pause } from 'node:timers/promises';
import { createChain, seedSleepers, startFlow } from './harness/flows.ts';
import { median, percentile } from './harness/percentiles.ts';
import { type CpuUse, cpuOf } from './harness/process-usage.ts';
import type { BenchResult } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { type BenchTenant, createTenant } from './harness/tenant.ts';
import { until } from './harness/until.ts';
import type { World } from './harness/world.ts';

const SINGLE_FLOWS = 150;
const CHANGING_FLOWS = 100;
const MANY_FLOWS = 1500;
const CLIENTS = 8;
const SLEEPERS = 10_000;
const WOKEN = 500;
/** Those that wake come at this distance, at about half of what there is time for. */
const APART_MS = 20;
const OBSERVED_MS = 5000;
const WITHIN_MS = 60_000;

/** Flows of three steps that answer at once: one at a time, as many as there is room for; then, 10,000 that sleep. */
export async function flows(world: World): Promise<BenchResult> {
  const tenant = await createTenant(world.server.url, 'flows', { users: CHANGING_FLOWS, groups: 3 });
  const moving = await measureMoving(world, tenant);
  const changing = await measureChanging(world, tenant);
  const asleep = await measureSleeping(world, tenant);
  return {
    figures: [...moving.figures, ...changing.figures, ...asleep.figures],
    faults: [...moving.faults, ...changing.faults, ...asleep.faults],
    notes: [
      'a flow is started over HTTP, and has ended by the time that its last commit says',
      ...moving.notes,
      ...changing.notes,
      ...asleep.notes,
    ],
  };
}

async function measureMoving(world: World, tenant: BenchTenant): Promise<BenchResult> {
  const chainId = await createChain(
    tenant,
    'three steps',
    ['one', 'two', 'three'].map((name) => ({ name, actionType: 'none' })),
  );
  const begun = new Map<string, number>();
  for (let index = 0; index < SINGLE_FLOWS; index += 1) {
    const at = Date.now();
    begun.set(await startFlow(tenant, chainId), at);
    await pause(15);
  }
  await until(async () => (await countOver(world, chainId)) >= SINGLE_FLOWS, WITHIN_MS);
  const singles = await tookOf(world, chainId, begun);

  const beganAt = Date.now();
  await Promise.all(Array.from({ length: CLIENTS }, () => startMany(tenant, chainId, MANY_FLOWS / CLIENTS)));
  await until(
    async () => (await countOver(world, chainId)) >= SINGLE_FLOWS + Math.floor(MANY_FLOWS / CLIENTS) * CLIENTS,
    WITHIN_MS,
  );
  const seconds = (Date.now() - beganAt) / 1000;
  const wrong = await countWrong(world, chainId);
  return {
    figures: [
      {
        key: 'threeStepsP50',
        label: 'three steps, from the request to the end, p50',
        unit: 'ms',
        reached: median(singles),
        target: { atMost: 60 },
      },
      {
        key: 'threeStepsP99',
        label: 'three steps, from the request to the end, p99',
        unit: 'ms',
        reached: percentile(singles, 0.99),
      },
      {
        key: 'rate',
        label: 'flows of three steps',
        unit: '/s',
        reached: MANY_FLOWS / seconds,
        target: { atLeast: 60 },
      },
    ],
    faults: wrong === 0 ? [] : [`${wrong} flows of three steps have not done each of them once`],
    notes: [`${SINGLE_FLOWS} flows one by one, then ${MANY_FLOWS} by ${CLIENTS} clients`],
  };
}

/** Three steps that each change the directory: what reaches outside of the flow is begun after a commit of its own. */
async function measureChanging(world: World, tenant: BenchTenant): Promise<BenchResult> {
  const steps = tenant.groupIds.map((groupId, index) => ({
    name: `join_${index}`,
    actionType: 'directory_add_group_member',
    input: { groupId, userId: { $from: 'subject.id' } },
  }));
  const chainId = await createChain(tenant, 'three groups', steps);
  const begun = new Map<string, number>();
  for (const userId of tenant.userIds) {
    const at = Date.now();
    begun.set(await startFlow(tenant, chainId, userId), at);
    await pause(15);
  }
  await until(async () => (await countOver(world, chainId)) >= CHANGING_FLOWS, WITHIN_MS);
  const took = await tookOf(world, chainId, begun);
  const wrong = await countWrong(world, chainId);
  return {
    figures: [
      {
        key: 'threeChangesP50',
        label: 'three steps that change the directory, p50',
        unit: 'ms',
        reached: median(took),
        target: { atMost: 60 },
      },
    ],
    faults: wrong === 0 ? [] : [`${wrong} flows of three changes have not made each of them once`],
    notes: [`${CHANGING_FLOWS} flows that put somebody into three groups`],
  };
}

/** From the request to the end of each flow, in milliseconds. */
async function tookOf({ database }: World, chainId: string, begun: ReadonlyMap<string, number>): Promise<number[]> {
  const { rows } = await database.query<{ id: string; finished_at: Date }>(
    'SELECT id, finished_at FROM action_flows WHERE chain_id = $1',
    [chainId],
  );
  return rows.map(({ id, finished_at: at }) => at.getTime() - (begun.get(id) ?? 0));
}

async function startMany(tenant: BenchTenant, chainId: string, count: number): Promise<void> {
  for (let index = 0; index < Math.floor(count); index += 1) await startFlow(tenant, chainId);
}

async function measureSleeping(world: World, tenant: BenchTenant): Promise<BenchResult> {
  const { database } = world;
  const steps = [
    { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
    { name: 'end', actionType: 'none' },
  ];
  const chainId = await createChain(tenant, 'asleep', steps);
  const without = await observed(world);
  const inAnHour = new Date(Date.now() + 3_600_000);
  await seedSleepers(database, { tenantId: tenant.id, chainId, flows: SLEEPERS, wakeAt: inAnHour, apartMs: 0 });
  const asleep = await observed(world);

  const soon = new Date(Date.now() + 3000);
  await seedSleepers(database, { tenantId: tenant.id, chainId, flows: WOKEN, wakeAt: soon, apartMs: APART_MS });
  await until(async () => (await countOver(world, chainId)) >= WOKEN, WITHIN_MS);
  const { rows } = await database.query<{ late: number }>(
    `SELECT extract(epoch FROM finished_at - (input->>'dueAt')::timestamptz) * 1000 AS late
     FROM action_flows WHERE chain_id = $1 AND status = 'SUCCESS'`,
    [chainId],
  );
  const late = rows.map((row) => Number(row.late));
  const { rows: still } = await database.query(
    `SELECT count(*)::int AS count FROM action_flows WHERE chain_id = $1 AND status = 'WAITING'`,
    [chainId],
  );
  return {
    figures: [
      {
        key: 'asleepCost',
        label: `processors that ${SLEEPERS.toLocaleString('en')} sleeping flows take`,
        unit: 'cores',
        reached: Math.max(0, asleep - without),
        target: { atMost: 0.02 },
      },
      { key: 'wokenP50', label: 'woken and ended, after their time, p50', unit: 'ms', reached: median(late) },
      {
        key: 'wokenMost',
        label: 'woken and ended, after their time, most',
        unit: 'ms',
        reached: percentile(late, 1),
        target: { atMost: 1000 },
      },
    ],
    faults:
      still[0].count === SLEEPERS ? [] : [`of ${SLEEPERS} flows whose time has not come, ${still[0].count} sleep`],
    notes: [`${WOKEN} flows wake ${1000 / APART_MS} a second among ${SLEEPERS.toLocaleString('en')} that sleep on`],
  };
}

/** Cores that server and database take together while nothing is asked of them. */
async function observed(world: World): Promise<number> {
  await pause(1000);
  const before = cpuOf(world, {});
  await pause(OBSERVED_MS);
  const after = cpuOf(world, {});
  const used = ({ seconds }: CpuUse) => (seconds.server ?? 0) + (seconds.postgres ?? 0);
  return (used(after) - used(before)) / ((after.at - before.at) / 1000);
}

async function countOver({ database }: World, chainId: string): Promise<number> {
  const { rows } = await database.query(
    'SELECT count(*)::int AS count FROM action_flows WHERE chain_id = $1 AND finished_at IS NOT NULL',
    [chainId],
  );
  return rows[0].count;
}

async function countWrong({ database }: World, chainId: string): Promise<number> {
  const { rows } = await database.query(
    `SELECT count(*)::int AS count FROM action_flows f
     WHERE f.chain_id = $1 AND (f.status <> 'SUCCESS' OR 3 <> (
       SELECT count(*) FROM action_flow_steps s JOIN action_flow_attempts a ON a.tenant_id = s.tenant_id AND a.step_id = s.id
       WHERE s.tenant_id = f.tenant_id AND s.flow_id = f.id))`,
    [chainId],
  );
  return rows[0].count;
}

if (import.meta.main) await runBenches({ flows });
