import { bareMemberships } from './harness/bare-inserts.ts';
import { startChild } from './harness/child.ts';
import type { MutationClientCommands, MutationOutcome } from './harness/mutation-client.ts';
import { median, percentile } from './harness/percentiles.ts';
import { cpuOf, describeCpu } from './harness/process-usage.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { type BenchTenant, createTenant } from './harness/tenant.ts';
import type { World } from './harness/world.ts';

const CONNECTIONS = 32;
const DURATION_MS = 20_000;
const WARM_UP_MS = 2_000;
/** As many pairs as no server on two cores gets through in the time. */
const SIZE = { users: 500, groups: 300 };

/** `addGroupMember` over HTTP on 32 kept connections, each change with its event and audit row. */
export async function mutations(world: World): Promise<BenchResult> {
  const tenant = await createTenant(world.server.url, 'mutations', SIZE);
  const warmUp = await createTenant(world.server.url, 'mutations-first', { users: 100, groups: 100 });
  const client = startChild<MutationClientCommands>('./mutation-client.ts');
  try {
    await client.ask('addMembers', loadOf(world, warmUp, WARM_UP_MS));
    const others = { client: client.pid };
    const before = cpuOf(world, others);
    const outcome = await client.ask('addMembers', loadOf(world, tenant, DURATION_MS));
    const after = cpuOf(world, others);
    const eventId = await anEvent(world, tenant);
    const bareRate = await bareMemberships(world.databaseUrl, world.database, eventId);
    return {
      figures: toFigures(outcome, bareRate),
      faults: await checkRows(world, tenant, outcome),
      notes: [
        `${outcome.succeeded.toLocaleString('en')} memberships in ${outcome.seconds.toFixed(1)} s over ${CONNECTIONS} connections, of ${SIZE.users} users and ${SIZE.groups} groups`,
        ...describeCpu(before, after, outcome.succeeded),
      ],
    };
  } finally {
    await client.stop();
  }
}

function loadOf({ server }: World, { token, groupIds, userIds }: BenchTenant, durationMs: number) {
  return { url: server.url, token, groupIds, userIds, connections: CONNECTIONS, durationMs };
}

function toFigures({ succeeded, seconds, took }: MutationOutcome, bareRate: number): Figure[] {
  return [
    {
      key: 'rate',
      label: 'addGroupMember, event and audit row committed',
      unit: '/s',
      reached: succeeded / seconds,
      target: { atLeast: 1200 },
      floor: { label: 'bare pg, one statement, 32 clients', value: bareRate },
    },
    { key: 'p50', label: 'answer, p50', unit: 'ms', reached: median(took) },
    { key: 'p99', label: 'answer, p99', unit: 'ms', reached: percentile(took, 0.99) },
  ];
}

async function checkRows({ database }: World, tenant: BenchTenant, outcome: MutationOutcome): Promise<string[]> {
  const { rows } = await database.query(
    `SELECT (SELECT count(*)::int FROM memberships WHERE tenant_id = $1) AS memberships,
            (SELECT count(*)::int FROM events WHERE tenant_id = $1 AND type = 'group.member_added') AS events,
            (SELECT count(*)::int FROM audit_records WHERE tenant_id = $1 AND action = 'group.member_added') AS "audit rows"`,
    [tenant.id],
  );
  const faults = Object.entries(rows[0] as Record<string, number>)
    .filter(([, count]) => count !== outcome.succeeded)
    .map(([what, count]) => `${outcome.succeeded} mutations succeeded, and there are ${count} ${what}`);
  if (outcome.failed > 0) faults.push(`${outcome.failed} mutations failed, the first with ${outcome.failure}`);
  return faults;
}

async function anEvent({ database }: World, { id }: BenchTenant): Promise<string> {
  const { rows } = await database.query(
    `SELECT id FROM events WHERE tenant_id = $1 AND type = 'group.member_added' LIMIT 1`,
    [id],
  );
  return rows[0].id;
}

if (import.meta.main) await runBenches({ mutations });
