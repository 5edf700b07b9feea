import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayMissing } from '../../../server/src/modules/delivery/replay-missing.ts';
import { recoverDeliveries } from '../../../server/src/modules/delivery/recover.ts';
import { deliveriesOfEvents } from '../../../server/src/modules/delivery/related.ts';
import { listDeliveries } from '../../../server/src/modules/delivery/list.ts';
import { example } from '../../../server/src/modules/event/index.ts';
import { createIntegration, compileTenant } from '../../../server/src/modules/integration/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { type Setup, setUp } from './setup.ts';
let setup: Setup;
beforeAll(async () => { setup = await setUp(); });
afterAll(() => setup.close());
it('scale', async () => {
  const tenant = await setup.newTenant();
  const { id } = await createIntegration(tenant.owner, { name: 'x', eventTypes: ['user.created'], actions: [{ log: { message: 'a' } }] });
  for (let i = 0; i < 30; i++) {
    const ids = Array.from({ length: 2000 }, newId);
    await setup.query(`INSERT INTO events (tenant_id, id, type, data, fired_at, dispatched_at)
     SELECT $1, id, 'user.created', $3, now() - interval '1 hour' + random() * interval '30 minutes', now() FROM unnest($2::uuid[]) id`, [tenant.tenantId, ids, example('user.created')]);
  }
  const since = new Date(Date.now() - 7200_000);
  let t = performance.now();
  const lap = (n: string) => { process.stdout.write(`${n} ${(performance.now() - t).toFixed(0)} ms\n`); t = performance.now(); };
  expect(await replayMissing(tenant.owner, id, { since })).toEqual({ created: 60000 }); lap('replay');
  expect(await replayMissing(tenant.owner, id, { since })).toEqual({ created: 0 }); lap('replay none');
  await setup.query(`UPDATE deliveries SET status='FAILED'`); await setup.query('VACUUM ANALYZE'); lap('fail');
  expect(await recoverDeliveries(tenant.owner, id, { since })).toEqual({ retried: 60000 }); lap('recover');
  const page = await listDeliveries(tenant.owner, { page: {}, filter: { integrationId: id } }); lap('list');
  const m = await deliveriesOfEvents(tenant.owner, page.rows.map(({ row }) => row.eventId)); expect(m.size).toBe(50); lap('of events');
  expect((await listDeliveries(tenant.owner, { page: {}, filter: { eventId: page.rows[0]!.row.eventId } })).rows).toHaveLength(1); lap('by event');
  for (let i = 0; i < 100; i++) await createIntegration(tenant.owner, { name: `x${i}`, eventTypes: ['user.created'], actions: [{ log: { message: 'a' } }] });
  lap('100 integrations');
  await compileTenant(tenant.owner); lap('compile 101');
  await compileTenant(tenant.owner); lap('compile 101 again');
}, 200_000);
