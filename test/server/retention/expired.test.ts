import { expect, it } from 'vitest';
import { deleteDeliveries, deleteEvents } from '../../../server/src/modules/retention/expired.sql.ts';
import type { Sql } from '../../../server/src/platform/db/index.ts';
import { startDirectory } from '../directory/setup.ts';

const directory = await startDirectory();
const before = new Date();

/** The plan that a connection keeps, whatever the times that it is asked with. */
async function planOf({ text, values }: Sql): Promise<string> {
  expect(values.length).toBeGreaterThan(0);
  const { rows } = await directory.services.db.pools.system.query(`EXPLAIN (GENERIC_PLAN) ${text}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

it('deliveries that are old are found by their key, without a look at those that are not', async () => {
  const plan = await planOf(deleteDeliveries(before));
  expect(plan).toMatch(/using deliveries_pkey on deliveries.*\n *Index Cond: \(\(tenant_id = t\.id\) AND \(id < /);
  expect(plan).toMatch(/using attempts_pkey on attempts.*\n *Index Cond: .*delivery_id = old\.id/);
  expect(plan).not.toMatch(/(Seq|Bitmap Heap) Scan/);
});

it('events that are old are found by when they fired', async () => {
  const plan = await planOf(deleteEvents(before));
  expect(plan).toMatch(/using events_by_time on events.*\n *Index Cond: \(\(tenant_id = t\.id\) AND \(fired_at < /);
  expect(plan).not.toMatch(/(Seq|Bitmap Heap) Scan/);
});
