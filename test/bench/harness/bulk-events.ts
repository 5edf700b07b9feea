import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { addMember, type BenchTenant, quiet } from './tenant.ts';

/**
 * Makes one membership through the API and answers its event's id: bulk rows are copies of it, with payloads as the
 * server writes them.
 */
export async function templateEvent(database: pg.Client, tenant: BenchTenant): Promise<string> {
  await addMember(tenant, 0);
  await quiet(database, tenant.id);
  const { rows } = await database.query(
    `SELECT id FROM events WHERE tenant_id = $1 AND type = 'group.member_added' LIMIT 1`,
    [tenant.id],
  );
  return rows[0].id;
}

const COPY = `
  INSERT INTO events (tenant_id, id, type, actor_id, actor_email, ip_address, data, previous, request_id, fired_at)
  SELECT tenant_id, uuidv7(), type, actor_id, actor_email, ip_address, data, previous, request_id, clock_timestamp()
  FROM events, generate_series(1, $3::int)
  WHERE tenant_id = $1 AND id = $2`;

export interface Copies {
  tenantId: string;
  templateId: string;
  count: number;
}

/** Adds undispatched events in one transaction. Nobody is told: the dispatcher's own look finds them. */
export async function insertEvents(database: pg.Client, { tenantId, templateId, count }: Copies): Promise<void> {
  await database.query({ name: 'copy_events', text: COPY, values: [tenantId, templateId, count] });
}

/** The same, and tells the server of it, as another node would that had made these changes. */
export async function announceEvents(database: pg.Client, copies: Copies): Promise<void> {
  await insertEvents(database, copies);
  const message = JSON.stringify({ node: 'bench', topics: { events: [copies.tenantId] } });
  await database.query({ name: 'tell', text: `SELECT pg_notify('joinery', $1)`, values: [message] });
}

const BATCH_MS = 10;

/**
 * Adds announced events evenly for some time. Open loop: what is late is made up for, so that a slow server does not
 * slow its load down. Answers how many there were.
 */
export async function insertPaced(
  database: pg.Client,
  {
    tenantId,
    templateId,
    rate,
    durationMs,
  }: { tenantId: string; templateId: string; rate: number; durationMs: number },
): Promise<number> {
  const begin = performance.now();
  let inserted = 0;
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - begin) {
    const due = Math.floor((elapsed / 1000) * rate) - inserted;
    if (due > 0) await announceEvents(database, { tenantId, templateId, count: due });
    inserted += Math.max(0, due);
    await pause(BATCH_MS - ((performance.now() - begin) % BATCH_MS));
  }
  return inserted;
}
