import { expect, it } from 'vitest';
import { claimOf } from '../../../server/src/modules/delivery/engine/due.sql.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { startDirectory } from '../directory/setup.ts';

const { services } = await startDirectory();

it('a claim finds events by their key, with a plan that was made while there were none', async () => {
  const closed = { integrationIds: [], actionIds: [], probeIds: [] };
  const { text } = claimOf({ tenantId: newId(), ids: [], workerId: '1', closed });
  const { rows } = await services.db.pools.system.query(`EXPLAIN (GENERIC_PLAN) ${text}`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/using events_pkey on events/);
  expect(plan).toMatch(/using deliveries_pkey on deliveries/);
  expect(plan).not.toMatch(/Seq Scan/);
});
