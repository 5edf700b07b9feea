import { beforeAll, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { listDeliveries } from '../../../server/src/modules/delivery/list.ts';
import { listUsers } from '../../../server/src/modules/user/list.ts';
import { sql } from '../../../server/src/platform/db/index.ts';
import { type TxContext, transaction } from '../../../server/src/transaction.ts';
import { type Setup, setUp } from '../integration/setup.ts';

const MANY = 5000;
const PAGE = { first: 20 };
/** A few more than a page has: rows that an index leads to are looked at again. */
const FEW = 100;

let setup: Setup;
let owner: Context;

beforeAll(async () => {
  setup = await setUp();
  owner = (await setup.newTenant()).owner;
  const { tenantId } = owner;
  await setup.query(
    `INSERT INTO users (tenant_id, id, email, username, last_sign_in_at)
     SELECT $1, gen_random_uuid(), n || '@example.test', n, now() - n * interval '1 minute' FROM generate_series(1, $2::int) n`,
    [tenantId, MANY],
  );
  // As they are long after: what they were for is not there any more, and nobody asks for it.
  await setup.query('SET session_replication_role = replica');
  await setup.query(
    `INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status, finished_at)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'log', 'user.created',
            CASE WHEN n = 1 THEN 'PENDING' ELSE 'SUCCESS' END::delivery_status, CASE WHEN n > 1 THEN now() END
     FROM generate_series(1, $2::int) n`,
    [tenantId, MANY],
  );
  await setup.query('ANALYZE users, deliveries');
  return () => setup.close();
});

/** How many rows of a table PostgreSQL fetches for a list. */
function rowsRead(table: string, list: (ctx: Context) => Promise<{ rows: unknown[] }>): Promise<number> {
  return transaction(owner, async (ctx) => {
    const before = await readSoFar(ctx, table);
    expect((await list(ctx)).rows).not.toHaveLength(0);
    return (await readSoFar(ctx, table)) - before;
  });
}

/** By this connection, since PostgreSQL has last gathered what its connections count. */
async function readSoFar({ tx }: TxContext, table: string): Promise<number> {
  const [row] = await tx.query<{ read: number }>(sql`
    SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables WHERE relname = ${table}`);
  return row?.read ?? 0;
}

it.each([
  ['lastSignInAt', 'ASC'],
  ['lastSignInAt', 'DESC'],
  ['role', 'ASC'],
  ['role', 'DESC'],
] as const)('a page of many people, sorted by %s %s, is found without the others', async (field, direction) => {
  const list = (ctx: Context) => listUsers(ctx, { page: PAGE, order: { field, direction } });
  expect(await rowsRead('users', list)).toBeLessThan(FEW);
});

it('the few deliveries that wait are found without those that are done', async () => {
  const list = (ctx: Context) => listDeliveries(ctx, { page: PAGE, filter: { status: 'PENDING' } });
  expect(await rowsRead('deliveries', list)).toBeLessThan(FEW);
});
