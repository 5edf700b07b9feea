import type pg from 'pg';
import { connect } from './database.ts';

const SCRATCH = 'bench';
const DURATION_MS = 4000;

interface BareInserts {
  /** Each is copied, with its indexes and without its rows, into a schema that is dropped afterwards. */
  tables: readonly string[];
  statement: string;
  values: readonly unknown[];
  clients: number;
}

/** Runs one statement over and over on plain connections; answers statements a second. */
async function insertRepeatedly(url: string, { tables, statement, values, clients }: BareInserts): Promise<number> {
  return withScratch(url, async (owner) => {
    for (const table of tables)
      await owner.query(`CREATE TABLE ${SCRATCH}.${table} (LIKE public.${table} INCLUDING ALL)`);
    const connections = await Promise.all(Array.from({ length: clients }, () => connect(url)));
    const begin = performance.now();
    let statements = 0;
    const loop = async (client: pg.Client) => {
      while (performance.now() - begin < DURATION_MS) {
        await client.query({ name: 'bare', text: statement, values: [...values] });
        statements += 1;
      }
    };
    await Promise.all(connections.map(loop));
    const seconds = (performance.now() - begin) / 1000;
    await Promise.all(connections.map((client) => client.end()));
    return statements / seconds;
  });
}

async function withScratch<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = await connect(url);
  try {
    await owner.query(`CREATE SCHEMA ${SCRATCH}`);
    return await work(owner);
  } finally {
    await owner.query(`DROP SCHEMA IF EXISTS ${SCRATCH} CASCADE`);
    await owner.end();
  }
}

const MEMBERSHIP = `
  WITH membership AS (
    INSERT INTO ${SCRATCH}.memberships (tenant_id, group_id, user_id)
    SELECT tenant_id, gen_random_uuid(), uuidv7() FROM jsonb_populate_record(NULL::${SCRATCH}.events, $1::jsonb)
  ),
  event AS (
    INSERT INTO ${SCRATCH}.events (tenant_id, id, type, actor_id, actor_email, ip_address, data, request_id)
    SELECT tenant_id, uuidv7(), type, actor_id, actor_email, ip_address, data, request_id
    FROM jsonb_populate_record(NULL::${SCRATCH}.events, $1::jsonb)
  )
  INSERT INTO ${SCRATCH}.audit_records (tenant_id, id, action, actor_id, actor_email, actor_kind, target_type, target_id,
                                        target_name, detail, event_id, request_id, ip_address, at)
  SELECT tenant_id, uuidv7(), action, actor_id, actor_email, actor_kind, target_type, target_id, target_name, detail,
         event_id, request_id, ip_address, now()
  FROM jsonb_populate_record(NULL::${SCRATCH}.audit_records, $2::jsonb)`;

/** Memberships a second, with an event and an audit row like those of `eventId`, by 32 clients and one statement each. */
export async function bareMemberships(url: string, database: pg.Client, eventId: string): Promise<number> {
  const { rows } = await database.query(
    `SELECT to_jsonb(e) AS event, to_jsonb(a) AS audit FROM events e
     JOIN audit_records a ON a.tenant_id = e.tenant_id AND a.event_id = e.id WHERE e.id = $1`,
    [eventId],
  );
  const values = [rows[0].event, rows[0].audit];
  return insertRepeatedly(url, {
    tables: ['memberships', 'events', 'audit_records'],
    statement: MEMBERSHIP,
    values,
    clients: 32,
  });
}

const ROWS_A_STATEMENT = 500;

const DELIVERIES = `
  WITH delivery AS (
    INSERT INTO ${SCRATCH}.deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status)
    SELECT tenant_id, uuidv7(), event_id, integration_id, action_id, action_type, event_type, status
    FROM jsonb_populate_record(NULL::${SCRATCH}.deliveries, $1::jsonb), generate_series(1, ${ROWS_A_STATEMENT})
    RETURNING tenant_id, id
  )
  INSERT INTO ${SCRATCH}.attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms, request, response)
  SELECT d.tenant_id, d.id, number, is_success, started_at, duration_ms, request, response
  FROM delivery d, jsonb_populate_record(NULL::${SCRATCH}.attempts, $2::jsonb)`;

/** Deliveries a second, with an attempt like the tenant's own, by statements of 500 on two connections. */
export async function bareDeliveries(url: string, database: pg.Client, tenantId: string): Promise<number> {
  const { rows } = await database.query(
    `SELECT to_jsonb(d) AS delivery, to_jsonb(a) AS attempt FROM deliveries d
     JOIN attempts a ON a.tenant_id = d.tenant_id AND a.delivery_id = d.id
     WHERE d.tenant_id = $1 AND d.status = 'SUCCESS' LIMIT 1`,
    [tenantId],
  );
  const values = [rows[0].delivery, rows[0].attempt];
  const rate = await insertRepeatedly(url, {
    tables: ['deliveries', 'attempts'],
    statement: DELIVERIES,
    values,
    clients: 2,
  });
  return rate * ROWS_A_STATEMENT;
}

/** How long each of 300 commits of one small row takes, one after the other, in milliseconds. */
export function bareCommits(url: string): Promise<number[]> {
  return withScratch(url, async (owner) => {
    await owner.query(`CREATE TABLE ${SCRATCH}.moments (at timestamptz)`);
    const took: number[] = [];
    for (let index = 0; index < 300; index += 1) {
      const begin = performance.now();
      await owner.query({ name: 'commit', text: `INSERT INTO ${SCRATCH}.moments VALUES (now())` });
      took.push(performance.now() - begin);
    }
    return took;
  });
}
