import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayMissing } from '../../../server/src/modules/delivery/replay-missing.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { example } from '../../../server/src/modules/event/index.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { sweep } from '../../../server/src/modules/retention/sweep.ts';
import { derivedId, newId } from '../../../server/src/platform/id.ts';
import type { TestTenant } from '../../harness/services.ts';
import { refusalOf, type Setup, setUp } from './setup.ts';

const HOUR_MS = 3600 * 1000;
const INPUT = {
  name: 'Sync',
  eventTypes: ['user.created'],
  conditions: [{ field: 'user.email', operator: 'ENDS_WITH', value: '@example.com' }],
  actions: [{ log: { message: 'a' } }, { log: { message: 'b' } }],
};

let setup: Setup;

beforeAll(async () => {
  setup = await setUp();
});
afterAll(() => setup.close());

/** Events that were dispatched while nobody listened; answers their ids. */
async function pastEvents(
  tenant: TestTenant,
  count: number,
  change: { email?: string; ageMs?: number; type?: string; isWaiting?: boolean } = {},
) {
  const { email = 'ada@example.com', ageMs = HOUR_MS, type = 'user.created', isWaiting = false } = change;
  const ids = Array.from({ length: count }, newId);
  await setup.query(
    `INSERT INTO events (tenant_id, id, type, data, fired_at) SELECT $1, id, $3, $4, $5 FROM unnest($2::uuid[]) id`,
    [tenant.tenantId, ids, type, { ...example('user.created'), user_email: email }, new Date(Date.now() - ageMs)],
  );
  if (!isWaiting) await setup.query('DELETE FROM undispatched_events WHERE event_id = ANY($1::uuid[])', [ids]);
  return ids;
}

/** An id as it was made at another time. */
function newIdAt(ms: number): string {
  const digits = ms.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}${newId().slice(13)}`;
}

const since = () => new Date(Date.now() - 2 * HOUR_MS);

it('delivers events of the span that fit and have no delivery yet, by the ids that the dispatcher would give', async () => {
  const tenant = await setup.newTenant();
  const integration = await createIntegration(tenant.owner, INPUT);
  const ids = await pastEvents(tenant, 1200);
  await pastEvents(tenant, 3, { email: 'ada@elsewhere.example' });
  await pastEvents(tenant, 3, { type: 'user.deleted' });
  await pastEvents(tenant, 3, { ageMs: 3 * HOUR_MS });
  await pastEvents(tenant, 3, { isWaiting: true });
  const sent = await sendTestEvent(tenant.owner, integration.id);

  expect(await replayMissing(tenant.owner, integration.id, { since: since() })).toEqual({ created: 2400 });
  const rows = await setup.query<{ id: string }>(
    `SELECT id FROM deliveries WHERE integration_id = $1 AND event_id <> $2 AND status = 'PENDING' AND NOT is_test`,
    [integration.id, sent.eventId],
  );
  const expected = ids.flatMap((id) => integration.actions.map((action) => derivedId(id, integration.id, action.id)));
  expect(new Set(rows.map((row) => row.id))).toEqual(new Set(expected));
  const jobs = await setup.query<{ id: string }>(
    `SELECT jsonb_array_elements_text(data->'deliveryIds') AS id FROM pgboss.job WHERE data->>'tenantId' = $1`,
    [tenant.tenantId],
  );
  expect(jobs.map((job) => job.id)).toEqual(expect.arrayContaining(expected));
  const audit = await setup.query(
    `SELECT outcome, detail->>'created' AS n FROM audit_records WHERE action = 'delivery.replayed' AND tenant_id = $1`,
    [tenant.tenantId],
  );
  expect(audit).toEqual([{ outcome: 'changed', n: '2400' }]);

  expect(await replayMissing(tenant.owner, integration.id, { since: since() })).toEqual({ created: 0 });
});

it('takes an event for delivered that an earlier action of the integration has handled', async () => {
  const tenant = await setup.newTenant();
  const { id } = await createIntegration(tenant.owner, INPUT);
  await pastEvents(tenant, 2);
  await replayMissing(tenant.owner, id, { since: since() });
  await updateIntegration(tenant.owner, id, { actions: [{ log: { message: 'new action' } }] });
  expect(await replayMissing(tenant.owner, id, { since: since() })).toEqual({ created: 0 });
});

it('refuses a disabled integration, and a span for which deliveries are no longer kept', async () => {
  const tenant = await setup.newTenant();
  const { id } = await createIntegration(tenant.owner, { ...INPUT, enabled: false });
  expect((await refusalOf(() => replayMissing(tenant.owner, id, { since: since() }))).code).toBe('PRECONDITION_FAILED');
  const longAgo = { since: new Date(Date.now() - 31 * 24 * HOUR_MS) };
  expect((await refusalOf(() => replayMissing(tenant.owner, id, longAgo))).fields?.[0]?.path).toBe('since');
});

it('refuses who may only read, and hides it from another tenant', async () => {
  const tenant = await setup.newTenant();
  const { id } = await createIntegration(tenant.owner, INPUT);
  const auditor = await tenant.actor('AUDITOR');
  expect((await refusalOf(() => replayMissing(auditor, id, { since: since() }))).code).toBe('FORBIDDEN');
  const other = await setup.newTenant();
  expect((await refusalOf(() => replayMissing(other.owner, id, { since: since() }))).code).toBe('NOT_FOUND');
});

it('has nothing left to replay of what retention has taken: ended deliveries with their attempts, then events', async () => {
  const DAY_MS = 24 * HOUR_MS;
  const tenant = await setup.newTenant();
  const { id } = await createIntegration(tenant.owner, { ...INPUT, actions: [{ log: { message: 'a' } }] });
  const [ended, waiting, fresh] = await pastEvents(tenant, 3);
  await replayMissing(tenant.owner, id, { since: since() });
  const [forgotten] = await pastEvents(tenant, 1, { ageMs: 91 * DAY_MS });
  const [undispatched] = await pastEvents(tenant, 1, { ageMs: 91 * DAY_MS, isWaiting: true });
  const [kept] = await pastEvents(tenant, 1, { ageMs: 89 * DAY_MS });
  // As they would have been made then: the time of the event begins the ids.
  const then = newIdAt(Date.now() - 31 * DAY_MS).slice(0, 13);
  await setup.query(
    `UPDATE deliveries SET created_at = now() - interval '31 days', id = ($2 || substr(id::text, 14))::uuid
     WHERE event_id = ANY($1::uuid[])`,
    [[ended, waiting], then],
  );
  await setup.query(`UPDATE deliveries SET status = 'SUCCESS' WHERE event_id = ANY($1::uuid[])`, [[ended, fresh]]);
  await setup.query(
    `INSERT INTO attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms)
     SELECT tenant_id, id, 1, true, now(), 1 FROM deliveries WHERE event_id = ANY($1::uuid[])`,
    [[ended, fresh]],
  );
  expect(await sweep(setup.services)).toMatchObject({ deliveries: 1, events: 1 });
  const left = async (text: string) =>
    (await setup.query<{ id: string }>(text, [tenant.tenantId])).map((row) => row.id).sort();
  expect(await left('SELECT event_id AS id FROM deliveries WHERE tenant_id = $1')).toEqual([waiting, fresh].sort());
  expect(await left('SELECT delivery_id AS id FROM attempts WHERE tenant_id = $1')).toHaveLength(1);
  const events = await left('SELECT id FROM events WHERE tenant_id = $1');
  expect(events).toEqual(expect.arrayContaining([ended, waiting, fresh, undispatched, kept]));
  expect(events).not.toContain(forgotten);
});
