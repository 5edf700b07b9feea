import { expect, it } from 'vitest';
import { timelineOf } from '../../../server/src/modules/audit/timeline.sql.ts';
import { people } from '../../../server/src/modules/search/search.sql.ts';
import { type Sql, sql } from '../../../server/src/platform/db/index.ts';
import { sqlTransaction } from '../../../server/src/transaction.ts';
import { startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();
const { owner, tenantId } = await directory.newTenant();

/** How PostgreSQL would find the rows if looking through all of them were dear: whether an index may be used at all. */
function planOf(statement: Sql): Promise<string> {
  return sqlTransaction(owner, async ({ tx }) => {
    await tx.execute(sql`SET LOCAL enable_seqscan = off`);
    const rows = await tx.query<{ 'QUERY PLAN': string }>(sql`EXPLAIN ${statement}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

it('people are found by the beginnings of words in an index, row-level security or not', async () => {
  await sqlTransaction(owner, ({ tx }) =>
    tx.execute(sql`
      INSERT INTO users (tenant_id, id, email, username, first_name, last_name)
      SELECT ${tenantId}::uuid, gen_random_uuid(), n || '@example.test', n, 'First ' || n, 'Last ' || n
      FROM generate_series(1, 5000) AS n`),
  );
  const plan = await planOf(people(tenantId, 'ada lovelace'));
  for (const column of ['email', 'first_name_lower', 'last_name_lower']) {
    expect(plan).toMatch(new RegExp(`Index Cond: .*${column} ~>=~`));
  }
});

it('a timeline is read from two indexes, in their order', async () => {
  const before = { at: new Date(), id: tenantId };
  const plan = await planOf(timelineOf(tenantId, { id: tenantId, before, take: 21 }));
  expect(plan).toMatch(/audit_records_by_target/);
  expect(plan).toMatch(/audit_records_by_subject/);
});
