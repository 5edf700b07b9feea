import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';

/** Tables that belong to the deployment, not to a tenant. Whoever adds one says here why. */
const WITHOUT_TENANT = new Map([
  ['tenants', 'is the tenant itself: its key is its id'],
  ['signing_keys', 'sign for the whole deployment'],
  ['rate_limits', 'count before anyone is known'],
  ['workers', 'are processes'],
  ['provider_budgets', 'are of an account at a provider, whichever tenants have connections to it'],
  ['provider_places', 'are of an account at a provider, and of the processes that use it'],
  ['plugin_version_stats', 'count the runs of a version over all tenants'],
  ['_prisma_migrations', 'is the schema’s own history'],
]);

/** Tables of the marketplace: across tenants, with rows that are one tenant's alone. They have rules of their own. */
const MARKETPLACE = new Set(['publishers', 'publisher_keys', 'plugins', 'plugin_versions', 'revocations']);

let database: TestDatabase;
let client: pg.Client;

async function rows<Row>(text: string): Promise<Row[]> {
  return (await client.query(text)).rows as Row[];
}

beforeAll(async () => {
  database = await createDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function tenantTables(): Promise<string[]> {
  const all = await rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  return all.map(({ name }) => name).filter((name) => !WITHOUT_TENANT.has(name) && !MARKETPLACE.has(name));
}

describe('every table of the marketplace', () => {
  const mine = '( SELECT current_tenant_id() AS current_tenant_id)';
  const owned = `(owner_tenant_id = ${mine})`;
  const own = `(${owned} AND ((tenant_id IS NULL) OR (tenant_id = owner_tenant_id)))`;

  it('is read by everyone or by one tenant, and written by its owner only', async () => {
    for (const table of MARKETPLACE) {
      const policies = await rows<{ name: string; on: string; roles: string; using: string; check: string }>(`
        SELECT polname AS name, polcmd AS on, polroles::regrole[]::text AS roles,
          pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check
        FROM pg_policy WHERE polrelid = '${table}'::regclass AND polpermissive ORDER BY polname`);
      const read = `((${mine} IS NOT NULL) AND ((tenant_id IS NULL) OR (tenant_id = ${mine})))`;
      expect([table, ...policies]).toEqual([
        table,
        { name: 'across_tenants', on: '*', roles: '{joinery_system}', using: 'true', check: 'true' },
        { name: 'catalogue_add', on: 'a', roles: '{joinery_app}', using: null, check: own },
        { name: 'catalogue_change', on: 'w', roles: '{joinery_app}', using: owned, check: own },
        { name: 'catalogue_read', on: 'r', roles: '{joinery_app}', using: read, check: null },
      ]);
    }
  });

  it('has row-level security forced, and holds no private row that is not its owner’s', async () => {
    for (const table of MARKETPLACE) {
      const [found] = await rows<{ on: boolean; forced: boolean; check: string }>(`
        SELECT c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
          (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
           WHERE k.conrelid = c.oid AND k.conname = c.relname || '_private_to_owner') AS check
        FROM pg_class c WHERE c.oid = '${table}'::regclass`);
      const check = 'CHECK (((tenant_id IS NULL) OR (tenant_id = owner_tenant_id)))';
      expect([table, found]).toEqual([table, { on: true, forced: true, check }]);
    }
  });

  it('is never deleted from, and what a version is made of is never changed', async () => {
    const deletes = await rows(`
      SELECT table_name FROM information_schema.table_privileges
      WHERE grantee LIKE 'joinery_%' AND privilege_type IN ('DELETE', 'TRUNCATE')
        AND table_name IN (${[...MARKETPLACE].map((name) => `'${name}'`).join()})`);
    expect(deletes).toEqual([]);
    const changed = await rows<{ column: string }>(`
      SELECT DISTINCT column_name AS column FROM information_schema.column_privileges
      WHERE grantee LIKE 'joinery_%' AND privilege_type = 'UPDATE' AND table_name = 'plugin_versions' ORDER BY 1`);
    expect(changed.map(({ column }) => column)).toEqual(['decided_at', 'status', 'status_reason']);
  });
});

describe('every tenant table of the running database', () => {
  it('has a tenant_id that is a uuid and never null', async () => {
    const found = await rows<{ name: string }>(`
      SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'tenant_id' AND data_type = 'uuid' AND is_nullable = 'NO'`);
    expect(found.map(({ name }) => name).sort()).toEqual((await tenantTables()).sort());
  });

  it('leads its primary key and every unique key with tenant_id', async () => {
    const keys = await rows<{ table: string; index: string; first: string }>(`
      SELECT c.relname AS table, i.relname AS index, a.attname AS first
      FROM pg_index x
      JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
      WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique`);
    const tables = new Set(await tenantTables());
    const wrong = keys.filter(({ table, first }) => tables.has(table) && first !== 'tenant_id');
    expect(wrong).toEqual([]);
    expect(new Set(keys.map(({ table }) => table)).isSupersetOf(tables)).toBe(true);
  });

  it('refers to other tenant tables by keys that hold the tenant on both sides', async () => {
    const references = await rows<{ name: string; from: string; to: string; columns: string[]; targets: string[] }>(`
      SELECT k.conname AS name, k.conrelid::regclass::text AS from, k.confrelid::regclass::text AS to,
        (SELECT array_agg(a.attname::text ORDER BY o.n) FROM unnest(k.conkey) WITH ORDINALITY o(num, n)
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num) AS columns,
        (SELECT array_agg(a.attname::text ORDER BY o.n) FROM unnest(k.confkey) WITH ORDINALITY o(num, n)
           JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.num) AS targets
      FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`);
    expect(references.length).toBeGreaterThan(5);
    const betweenTenants = references.filter(({ to }) => !MARKETPLACE.has(to));
    const wrong = betweenTenants.filter(
      ({ columns, targets }) => columns[0] !== 'tenant_id' || targets[0] !== 'tenant_id',
    );
    expect(wrong).toEqual([]);
  });

  it('forces row-level security, with one policy for a tenant and one for the system', async () => {
    const found = await rows<{ name: string; on: boolean; forced: boolean; policies: string[] }>(`
      SELECT c.relname AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
        (SELECT array_agg(p.polname::text || ' ' || (SELECT string_agg(r.rolname, ',') FROM pg_roles r WHERE r.oid = ANY(p.polroles)) ORDER BY p.polname)
         FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`);
    const tables = new Set([...(await tenantTables()), 'tenants']);
    const wrong = found.filter(
      ({ name, on, forced, policies }) =>
        tables.has(name) &&
        !(on && forced && policies?.join() === 'across_tenants joinery_system,tenant_isolation joinery_app'),
    );
    expect(wrong).toEqual([]);
  });

  it('isolates by the tenant of the transaction, for reading and for writing', async () => {
    const policies = await rows<{ table: string; using: string; check: string }>(`
      SELECT polrelid::regclass::text AS table, pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check
      FROM pg_policy WHERE polname = 'tenant_isolation'`);
    for (const { table, using, check } of policies) {
      const column = table === 'tenants' ? 'id' : 'tenant_id';
      const expected = `(${column} = ( SELECT current_tenant_id() AS current_tenant_id))`;
      expect([table, using, check]).toEqual([table, expected, expected]);
    }
  });

  it('is owned by neither of the roles that the server runs as', async () => {
    const owned = await rows(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner LIKE 'joinery_%'`,
    );
    expect(owned).toEqual([]);
    const powers = await rows(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'joinery_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    );
    expect(powers).toEqual([]);
  });

  it('has no view or function that runs with its owner’s rights', async () => {
    const views =
      await rows(`SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
      AND NOT COALESCE('security_invoker=true' = ANY(reloptions), false)`);
    const functions = await rows(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
    );
    expect([...views, ...functions]).toEqual([]);
  });
});
