import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../server/src/platform/id.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices, type TestTenant } from '../../harness/services.ts';
import { fillEveryTable } from './fill-every-table.ts';

let database: TestDatabase;
let test: TestServices;
let owner: pg.Client;
let ours: TestTenant;
let theirs: TestTenant;
let tables: string[];
/** Of each table, what can be written: all but what the database itself makes. */
let columnsOf: Map<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  test = await createTestServices({ url: database.url });
  owner = new pg.Client(database.url);
  await owner.connect();
  const found = await owner.query<{ name: string; columns: string }>(
    `SELECT table_name AS name, string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND is_generated = 'NEVER'
     GROUP BY table_name HAVING bool_or(column_name = 'tenant_id')`,
  );
  columnsOf = new Map(found.rows.map(({ name, columns }) => [name, columns]));
  tables = [...columnsOf.keys()];
  [ours, theirs] = [await test.newTenant(), await test.newTenant()];
  for (const { tenantId } of [ours, theirs]) await fillEveryTable(owner, tenantId);
});

afterAll(async () => {
  await owner.end();
  await test.close();
  await database.drop();
});

/** Runs a statement as the application's role, for a tenant or for none; answers the rows it touched. */
async function asApp(tenantId: string | null, text: string, values: unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: database.url, options: '-c role=joinery_app' });
  await client.connect();
  try {
    await client.query('BEGIN');
    if (tenantId) await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    await client.end();
  }
}

describe('a tenant’s transaction', () => {
  it('sees rows of its own in every table', async () => {
    for (const table of tables) {
      expect([table, await asApp(ours.tenantId, `SELECT 1 FROM ${table}`)]).not.toEqual([table, 0]);
    }
  });

  it('sees no row of another tenant, in any table, however it asks', async () => {
    for (const table of tables) {
      expect([
        table,
        await asApp(ours.tenantId, `SELECT 1 FROM ${table} WHERE tenant_id = $1`, [theirs.tenantId]),
      ]).toEqual([table, 0]);
      expect([
        table,
        await asApp(ours.tenantId, `SELECT 1 FROM ${table} WHERE tenant_id <> $1`, [ours.tenantId]),
      ]).toEqual([table, 0]);
    }
  });

  it('changes and deletes no row of another tenant', async () => {
    for (const table of tables) {
      for (const statement of [
        `UPDATE ${table} SET tenant_id = tenant_id WHERE tenant_id = $1`,
        `DELETE FROM ${table} WHERE tenant_id = $1`,
      ]) {
        const touched = await asApp(ours.tenantId, statement, [theirs.tenantId]).catch(
          (error: pg.DatabaseError) => error.code,
        );
        // Either nothing is there to be touched, or the role may not do it at all.
        expect([statement, touched]).toEqual([statement, touched === '42501' ? '42501' : 0]);
      }
    }
  });

  it('writes no row into another tenant, not even by moving one of its own', async () => {
    for (const table of tables) {
      const columns = columnsOf.get(table);
      const copy = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (SELECT (jsonb_populate_record(t, jsonb_build_object('tenant_id', $1::text))).* FROM ${table} t LIMIT 1) copied`;
      const move = `UPDATE ${table} SET tenant_id = $1`;
      for (const statement of [copy, move]) {
        const refusal = await asApp(ours.tenantId, statement, [theirs.tenantId]).catch(
          (error: pg.DatabaseError) => error.code,
        );
        expect([statement, refusal]).toEqual([statement, '42501']);
      }
    }
  });
});

describe('a transaction without a tenant', () => {
  it('sees nothing, changes nothing and writes nothing', async () => {
    for (const table of tables) {
      expect([table, await asApp(null, `SELECT 1 FROM ${table}`)]).toEqual([table, 0]);
      const deleted = await asApp(null, `DELETE FROM ${table}`).catch((error: pg.DatabaseError) => error.code);
      expect([table, deleted === '42501' || deleted === 0]).toEqual([table, true]);
    }
    const id = newId();
    const refusal = await asApp(null, `INSERT INTO groups (tenant_id, id, name) VALUES ($1, $2, 'x')`, [
      ours.tenantId,
      id,
    ]).catch((error: pg.DatabaseError) => error.code);
    expect(refusal).toBe('42501');
  });

  it('sees nothing after a tenant’s transaction on the same connection has ended', async () => {
    const client = new pg.Client({ connectionString: database.url, options: '-c role=joinery_app' });
    await client.connect();
    await client.query(`BEGIN; SELECT set_config('app.tenant_id', '${ours.tenantId}', true); COMMIT`);
    const { rowCount } = await client.query('SELECT 1 FROM users');
    await client.end();
    expect(rowCount).toBe(0);
  });
});

describe('the application’s role', () => {
  it('can rewrite neither events nor the audit log', async () => {
    for (const table of ['events', 'audit_records', 'audit_heads']) {
      for (const statement of [`UPDATE ${table} SET tenant_id = tenant_id`, `DELETE FROM ${table}`]) {
        await expect(asApp(ours.tenantId, statement)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  it('cannot read the queue, the signing keys or the rate limits', async () => {
    for (const table of ['pgboss.job', 'signing_keys', 'rate_limits', 'workers']) {
      await expect(asApp(ours.tenantId, `SELECT 1 FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
