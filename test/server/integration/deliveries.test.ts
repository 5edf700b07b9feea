import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelDelivery } from '../../../server/src/modules/delivery/cancel.ts';
import { listDeliveries } from '../../../server/src/modules/delivery/list.ts';
import { recoverDeliveries } from '../../../server/src/modules/delivery/recover.ts';
import { retryDelivery } from '../../../server/src/modules/delivery/retry.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const ADA = { name: 'Ada Lovelace', email: 'ada.lovelace@example.com' };
const INPUT = { name: 'Sync', eventTypes: ['user.created', 'user.deleted'], actions: [{ log: { message: 'hello' } }] };

let setup: Setup;
let tenant: TestTenant;
let integrationId: string;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());
beforeEach(async () => {
  integrationId = (await createIntegration(tenant.owner, INPUT)).id;
});

const statusTo = (id: string, status: string) =>
  setup.query(
    `UPDATE deliveries SET status = $2::delivery_status, retry_count = 3, attempt_count = 3, error = 'boom', response_status = 500,
       finished_at = now(), xid = '3' WHERE id = $1`,
    [id, status],
  );
const jobsFor = async (id: string) =>
  (await setup.query(`SELECT 1 FROM pgboss.job WHERE name = 'delivery.send' AND data->'deliveryIds' ? $1`, [id]))
    .length;
const auditOf = async (targetId: string) =>
  (
    await setup.query<{ action: string; outcome: string }>(
      'SELECT action, outcome FROM audit_records WHERE target_id = $1 ORDER BY id DESC LIMIT 1',
      [targetId],
    )
  )[0];

async function heard(work: () => Promise<unknown>): Promise<string[]> {
  const topics: string[] = [];
  const offs = (['deliveries', 'jobs'] as const).map((topic) =>
    setup.services.signals.on(topic, () => topics.push(topic)),
  );
  await work();
  for (const off of offs) off();
  return topics.sort();
}

describe('sending a test event', () => {
  it('makes an example event that nobody else is told of, and deliveries of it that wait', async () => {
    const topics = await heard(() => sendTestEvent(tenant.owner, integrationId));
    expect(topics).toEqual(['deliveries', 'jobs']);
    const [delivery] = (await listDeliveries(tenant.owner, { page: {}, filter: { integrationId } })).rows.map(
      ({ row }) => row,
    );
    expect(delivery).toMatchObject({ status: 'PENDING', isTest: true, eventType: 'user.created', actionType: 'log' });
    const events = await setup.query(
      'SELECT is_test, NOT EXISTS (SELECT FROM undispatched_events WHERE event_id = id) AS done FROM events WHERE id = $1',
      [delivery?.eventId],
    );
    expect(events).toEqual([{ is_test: true, done: true }]);
    expect(await jobsFor(delivery?.id ?? '')).toBe(1);
    expect(await auditOf(integrationId)).toEqual({ action: 'integration.test_sent', outcome: 'changed' });
  });

  it('takes another of its types, and refuses one that it does not listen to', async () => {
    expect(await sendTestEvent(tenant.owner, integrationId, 'user.deleted')).toMatchObject({
      eventType: 'user.deleted',
    });
    const refused = await refusalOf(() => sendTestEvent(tenant.owner, integrationId, 'group.created'));
    expect(refused.fields?.[0]?.path).toBe('eventType');
  });
});

describe('the history of deliveries', () => {
  it('is filtered by integration, status and event, and shows attempts, event and integration', async () => {
    const { id, eventId } = await sendTestEvent(tenant.owner, integrationId);
    await sendTestEvent(tenant.owner, integrationId);
    await statusTo(id, 'FAILED');
    await setup.query(
      `INSERT INTO attempts (tenant_id, delivery_id, number, is_success, started_at, duration_ms, request, response, error)
       SELECT $1, $2, n, false, now(), 1.5, '{"method": "POST"}', NULL, 'boom' FROM generate_series(1, 2) n`,
      [tenant.tenantId, id],
    );
    const query = `query ($integrationId: ID!, $eventId: ID) {
      deliveries(integrationId: $integrationId, status: FAILED, eventId: $eventId) {
        totalCount
        nodes { id status actionKind attemptCount responseStatus error nextAttemptAt integration { name }
                event { type subjects { kind id name email } }
                attempts { number status durationMs request response error } }
      }
    }`;
    const attempt = { status: 'FAILED', durationMs: 1.5, request: { method: 'POST' }, response: null, error: 'boom' };
    expect(await answerOf(tenant.owner, query, { integrationId, eventId })).toEqual({
      deliveries: {
        totalCount: 1,
        nodes: [
          {
            id,
            status: 'FAILED',
            actionKind: 'LOG',
            attemptCount: 3,
            responseStatus: 500,
            error: 'boom',
            nextAttemptAt: null,
            event: { type: 'user.created', subjects: [{ kind: 'USER', id: null, ...ADA }] },
            integration: { name: 'Sync' },
            attempts: [
              { number: 1, ...attempt },
              { number: 2, ...attempt },
            ],
          },
        ],
      },
    });
    const withText = async (text: string) =>
      (await listDeliveries(tenant.owner, { page: { direction: 'ASC' }, filter: { integrationId, text } })).rows;
    expect((await withText('BOOM')).map(({ row }) => row.id)).toEqual([id]);
    expect(await withText('user.cre')).toHaveLength(2);
    const other = await setup.newTenant();
    expect((await listDeliveries(other.owner, { page: {}, filter: { integrationId } })).rows).toEqual([]);
  });

  it('is for those with the scope', async () => {
    const { id } = await sendTestEvent(tenant.owner, integrationId);
    const [auditor, member] = [await tenant.actor('AUDITOR'), await tenant.actor('MEMBER')];
    expect((await listDeliveries(auditor, { page: {}, filter: { integrationId } })).rows).toHaveLength(1);
    expect((await refusalOf(() => listDeliveries(member, { page: {}, filter: {} }))).code).toBe('FORBIDDEN');
    for (const command of [retryDelivery, cancelDelivery]) {
      expect((await refusalOf(() => command(auditor, id))).code).toBe('FORBIDDEN');
    }
    expect((await refusalOf(() => sendTestEvent(auditor, integrationId))).code).toBe('FORBIDDEN');
  });
});

describe('retrying a delivery', () => {
  it.each(['FAILED', 'CANCELLED', 'SUCCESS'])('starts a %s one over, by the same id', async (status) => {
    const { id } = await sendTestEvent(tenant.owner, integrationId);
    await statusTo(id, status);
    const topics = await heard(() => retryDelivery(tenant.owner, id));
    const [row] = await setup.query(
      `SELECT status, retry_count, attempt_count, error, finished_at, xid > '3' AS moved FROM deliveries WHERE id = $1`,
      [id],
    );
    expect(row).toEqual({
      status: 'PENDING',
      retry_count: 0,
      attempt_count: 3,
      error: null,
      finished_at: null,
      moved: true,
    });
    expect(await jobsFor(id)).toBe(2);
    expect(topics).toEqual(['deliveries', 'jobs']);
    expect(await auditOf(id)).toEqual({ action: 'delivery.retried', outcome: 'changed' });
  });

  it('is refused while it is being sent, and once its integration, action or event is gone', async () => {
    const refused = async (id: string) => {
      const { code, message } = await refusalOf(() => retryDelivery(tenant.owner, id));
      expect(code).toBe('PRECONDITION_FAILED');
      return message;
    };
    const running = await sendTestEvent(tenant.owner, integrationId);
    await statusTo(running.id, 'RUNNING');
    expect(await refused(running.id)).toBe('this delivery is being sent right now');
    await statusTo(running.id, 'FAILED');
    await updateIntegration(tenant.owner, integrationId, { actions: [{ log: { message: 'another action' } }] });
    expect(await refused(running.id)).toBe('its action is no longer part of the integration');
    const orphan = await sendTestEvent(tenant.owner, integrationId);
    await setup.query('DELETE FROM events WHERE id = $1', [orphan.eventId]);
    expect(await refused(orphan.id)).toBe('its event is no longer kept');
    await setup.query('UPDATE integrations SET deleted_at = now() WHERE id = $1', [integrationId]);
    expect(await refused(orphan.id)).toBe('its integration was deleted');
    const other = await setup.newTenant();
    expect((await refusalOf(() => retryDelivery(other.owner, orphan.id))).code).toBe('NOT_FOUND');
  });
});

describe('cancelling a delivery', () => {
  it.each(['PENDING', 'RUNNING'])('ends a %s one, and its claim moves on', async (status) => {
    const { id } = await sendTestEvent(tenant.owner, integrationId);
    if (status === 'RUNNING')
      await setup.query(`UPDATE deliveries SET status = 'RUNNING', worker_id = 7 WHERE id = $1`, [id]);
    expect(await heard(() => cancelDelivery(tenant.owner, id))).toEqual(['deliveries']);
    const rows = await setup.query('SELECT status, claim, worker_id, error FROM deliveries WHERE id = $1', [id]);
    expect(rows).toEqual([
      { status: 'CANCELLED', claim: 1, worker_id: null, error: `cancelled by ${tenant.owner.actor.email}` },
    ]);
    expect(await auditOf(id)).toEqual({ action: 'delivery.cancelled', outcome: 'changed' });
  });

  it('changes nothing where it is cancelled already, and is refused where it has ended otherwise', async () => {
    const { id } = await sendTestEvent(tenant.owner, integrationId);
    await cancelDelivery(tenant.owner, id);
    expect(await cancelDelivery(tenant.owner, id)).toMatchObject({ status: 'CANCELLED', claim: 1 });
    expect(await auditOf(id)).toEqual({ action: 'delivery.cancelled', outcome: 'noop' });
    await statusTo(id, 'SUCCESS');
    expect((await refusalOf(() => cancelDelivery(tenant.owner, id))).message).toBe(
      'this delivery has ended already: SUCCESS',
    );
  });
});

describe('recovering deliveries', () => {
  it('retries every failed one of the integration and the span, in jobs of hundreds', async () => {
    const { eventId } = await sendTestEvent(tenant.owner, integrationId);
    await setup.query(
      `INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status, error, created_at)
       SELECT $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 'log', 'user.created', status::delivery_status, 'boom', now() - age
       FROM (SELECT 'FAILED' AS status, interval '1 hour' AS age FROM generate_series(1, 450)
             UNION ALL VALUES ('FAILED', interval '3 hours'), ('SUCCESS', interval '1 hour'), ('CANCELLED', interval '1 hour')) r`,
      [tenant.tenantId, eventId, integrationId],
    );
    const before = await setup.query(`SELECT 1 FROM pgboss.job WHERE name = 'delivery.send'`);
    const since = new Date(Date.now() - 2 * 3600 * 1000);
    expect(await recoverDeliveries(tenant.owner, integrationId, { since })).toEqual({ retried: 450 });
    const jobs = await setup.query(`SELECT 1 FROM pgboss.job WHERE name = 'delivery.send'`);
    expect(jobs.length - before.length).toBe(3);
    const counts = await setup.query(
      'SELECT status, count(*)::int AS n FROM deliveries WHERE integration_id = $1 GROUP BY status ORDER BY status',
      [integrationId],
    );
    expect(counts).toEqual([
      { status: 'PENDING', n: 451 },
      { status: 'SUCCESS', n: 1 },
      { status: 'FAILED', n: 1 },
      { status: 'CANCELLED', n: 1 },
    ]);
    expect(await auditOf(integrationId)).toEqual({ action: 'delivery.recovered', outcome: 'changed' });
    expect(await recoverDeliveries(tenant.owner, integrationId, { since })).toEqual({ retried: 0 });
    expect(await auditOf(integrationId)).toEqual({ action: 'delivery.recovered', outcome: 'noop' });
  });

  it('refuses a span without a length, and who may only read', async () => {
    const since = new Date(Date.now() + 3600 * 1000);
    expect((await refusalOf(() => recoverDeliveries(tenant.owner, integrationId, { since }))).fields?.[0]?.path).toBe(
      'since',
    );
    const auditor = await tenant.actor('AUDITOR');
    expect((await refusalOf(() => recoverDeliveries(auditor, integrationId, { since }))).code).toBe('FORBIDDEN');
    const other = await setup.newTenant();
    const past = { since: new Date(0) };
    expect((await refusalOf(() => recoverDeliveries(other.owner, integrationId, past))).code).toBe('NOT_FOUND');
  });
});
