import type pg from 'pg';
import { insertEvents, templateEvent } from './bulk-events.ts';
import { commitTime } from './database.ts';
import { cpuOf, describeCpu } from './process-usage.ts';
import { type BenchTenant, createIntegration, createTenant } from './tenant.ts';
import { untilCounted } from './until.ts';
import type { World } from './world.ts';

const STANDSTILL_MS = 20_000;

/** A tenant with one integration, a signed POST of each new membership to the sink, and one event from before that. */
export interface BacklogTenant extends BenchTenant {
  integrationId: string;
  templateId: string;
}

export async function createBacklogTenant(world: World, name: string): Promise<BacklogTenant> {
  const tenant = await createTenant(world.server.url, name, { users: 1, groups: 1 });
  const templateId = await templateEvent(world.database, tenant);
  const integrationId = await createIntegration(tenant, `${world.sinkUrl}/hook`);
  return { ...tenant, integrationId, templateId };
}

export interface BacklogRun {
  /** Events a second, from the first claim to the commit that stored the last result. */
  rate: number;
  insertedMs: number;
  cpuNotes: string[];
}

/** Puts events of one tenant in front of the running server, all at once, and waits until all are delivered. */
export async function deliverBacklog(world: World, tenant: BacklogTenant, events: number): Promise<BacklogRun> {
  const { database, sink } = world;
  const others = { receiver: sink.pid };
  const insertBegin = performance.now();
  const { received } = await sink.ask('state');
  await insertEvents(database, { tenantId: tenant.id, templateId: tenant.templateId, count: events });
  const begin = performance.now();
  const before = cpuOf(world, others);
  // The database is asked only when the receiver has them all: counting is not free.
  await untilCounted(async () => (await sink.ask('state')).received - received, events, STANDSTILL_MS);
  await untilCounted(() => countDone(database, tenant.id), events, STANDSTILL_MS);
  const cpuNotes = describeCpu(before, cpuOf(world, others), events);
  return { rate: await rateOf(database, tenant.id), insertedMs: begin - insertBegin, cpuNotes };
}

async function countDone(database: pg.Client, tenantId: string): Promise<number> {
  const { rows } = await database.query(
    `SELECT count(*)::int AS count FROM deliveries WHERE tenant_id = $1 AND status NOT IN ('PENDING', 'RUNNING')`,
    [tenantId],
  );
  return rows[0].count;
}

async function rateOf(database: pg.Client, tenantId: string): Promise<number> {
  const { rows } = await database.query(
    `SELECT count(*) * 1000 / (max(${commitTime('d.xid')}) - min(extract(epoch FROM d.created_at) * 1000)::float8) AS rate
     FROM deliveries d
     WHERE d.tenant_id = $1 AND d.status = 'SUCCESS'`,
    [tenantId],
  );
  return rows[0].rate ?? Number.NaN;
}
