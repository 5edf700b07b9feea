import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replayMissing } from '../../../server/src/modules/delivery/replay-missing.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok, status } from '../../harness/sink.ts';
import {
  ask,
  type DeliveryTest,
  deliveriesOf,
  holdAnswers,
  makeGroup,
  postNewGroups,
  startDeliveryTest,
} from './fixture.ts';

const HOUR_MS = 3600 * 1000;

let test: DeliveryTest;
/** How far the clock of the services is ahead of the real one. */
let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };

beforeAll(async () => {
  test = await startDeliveryTest({ clock });
});

afterAll(() => test.close());

beforeEach(() => {
  aheadMs = 0;
  test.sink.answer(status(503));
});

interface Health {
  enabled: boolean;
  failing_since: Date | null;
  disabled_reason: string | null;
  warned_at: Date | null;
}

async function healthOf(id: string): Promise<Health> {
  const query = 'SELECT enabled, failing_since, disabled_reason, warned_at FROM integrations WHERE id = $1';
  const [health] = await ask<Health>(test, query, [id]);
  if (!health) throw new Error('there is no such integration');
  return health;
}

async function eventsOf(tenantId: string, type: string): Promise<Record<string, string>[]> {
  const query = 'SELECT data FROM events WHERE tenant_id = $1 AND type = $2 ORDER BY fired_at';
  return (await ask<{ data: Record<string, string> }>(test, query, [tenantId, type])).map(({ data }) => data);
}

/** An integration, and what makes it deliver once more at a time. */
async function watched(path: string, http: object = {}) {
  const { tenantId, owner } = await test.newTenant();
  const { id } = await postNewGroups(owner, `${test.sink.url}${path}`, http, { name: 'LDAP Sync' });
  const begin = clock.now().getTime() - aheadMs;
  let count = 0;
  return {
    id,
    tenantId,
    owner,
    health: () => healthOf(id),
    warnings: () => eventsOf(tenantId, 'integration.failing'),
    /** One delivery, so many hours after the beginning; resolves when its result is known. */
    deliverAfter: async (hours: number) => {
      aheadMs = begin + hours * HOUR_MS - Date.now();
      count += 1;
      await makeGroup(owner, `group ${count}`);
      await eventually(async () => {
        const over = (await deliveriesOf(test, tenantId)).filter(
          ({ status }) => status !== 'PENDING' && status !== 'RUNNING',
        );
        expect(over).toHaveLength(count);
      });
    },
  };
}

async function disabledAt(id: string): Promise<Date> {
  const [row] = await ask<{ at: Date }>(test, 'SELECT disabled_at AS at FROM integrations WHERE id = $1', [id]);
  return row?.at ?? new Date();
}

const isFailing = async (health: () => Promise<Health>) =>
  eventually(async () => expect((await health()).failing_since).not.toBeNull());

describe('an integration that does nothing but fail', () => {
  it('is known to fail from its first failure on, is warned of once a day, and is disabled after five days', async () => {
    const { id, tenantId, owner, health, warnings, deliverAfter } = await watched('/five-days');
    await deliverAfter(0);
    await isFailing(health);
    await deliverAfter(23);
    expect(await warnings()).toEqual([]);

    await deliverAfter(25);
    await eventually(async () => expect(await warnings()).toHaveLength(1));
    const since = (await health()).failing_since;
    expect((await warnings())[0]).toEqual({
      resource_type: 'integration',
      integration_id: id,
      integration_name: 'LDAP Sync',
      failing_since: since?.toISOString(),
      disables_at: new Date((since?.getTime() ?? 0) + 120 * HOUR_MS).toISOString(),
    });
    await deliverAfter(30);
    await deliverAfter(50);
    await eventually(async () => expect(await warnings()).toHaveLength(2));
    await deliverAfter(75);
    await eventually(async () => expect(await warnings()).toHaveLength(3));
    await deliverAfter(100);
    await eventually(async () => expect(await warnings()).toHaveLength(4));
    expect(await health()).toMatchObject({ enabled: true });

    await deliverAfter(121);
    await eventually(async () =>
      expect(await health()).toMatchObject({ enabled: false, disabled_reason: 'nothing but failures for five days' }),
    );
    expect(await eventsOf(tenantId, 'integration.disabled')).toEqual([
      {
        resource_type: 'integration',
        integration_id: id,
        integration_name: 'LDAP Sync',
        failing_since: since?.toISOString(),
        disabled_reason: 'nothing but failures for five days',
      },
    ]);
    const audit = await ask(
      test,
      `SELECT actor_kind, target_id FROM audit_records WHERE tenant_id = $1 AND action = $2`,
      [tenantId, 'integration.disabled'],
    );
    expect(audit).toEqual([{ actor_kind: 'system', target_id: id }]);

    const sent = test.sink.at('/five-days').length;
    await makeGroup(owner, 'unheard');
    await untilDispatched(tenantId);
    expect(test.sink.at('/five-days')).toHaveLength(sent);
  });

  it('is not disabled by two failures that lie days apart: first it is warned of', async () => {
    const { health, warnings, deliverAfter } = await watched('/rarely');
    await deliverAfter(0);
    await isFailing(health);
    await deliverAfter(24 * 30);
    await eventually(async () => expect(await warnings()).toHaveLength(1));
    expect(await health()).toMatchObject({ enabled: true });
    await deliverAfter(24 * 30 + 13);
    await eventually(async () => expect(await health()).toMatchObject({ enabled: false }));
  });

  it('has what still waits of it cancelled when it is disabled, and sent after all when that is asked for', async () => {
    const { tenantId, owner, health, deliverAfter } = await watched('/waiting');
    await deliverAfter(0);
    await isFailing(health);
    test.sink.answer(status(503, { 'retry-after': '86400' }));
    await updateIntegration(owner, (await onlyIntegration(tenantId)).id, {
      actions: [{ http: { method: 'POST', url: `${test.sink.url}/waiting`, maxRetries: 9 } }],
    });
    await makeGroup(owner, 'will wait');
    await eventually(async () =>
      expect((await deliveriesOf(test, tenantId)).at(-1)).toMatchObject({ status: 'PENDING', attempt_count: 1 }),
    );
    test.sink.answer(status(410));
    await makeGroup(owner, 'is gone');
    await eventually(async () => expect(await health()).toMatchObject({ enabled: false }));
    const states = (await deliveriesOf(test, tenantId)).map(({ status, error }) => ({ status, error }));
    expect(states).toContainEqual({
      status: 'CANCELLED',
      error: 'the integration was disabled: the receiver answered 410 Gone',
    });

    test.sink.answer(ok);
    const { id } = await onlyIntegration(tenantId);
    const since = await disabledAt(id);
    expect(await updateIntegration(owner, id, { enabled: true })).toMatchObject({ missedEvents: 1 });
    const before = test.sink.at('/waiting').length;
    expect(await replayMissing(owner, id, { since })).toEqual({ created: 1 });
    await eventually(() => expect(test.sink.at('/waiting')).toHaveLength(before + 1));
    expect(await replayMissing(owner, id, { since })).toEqual({ created: 0 });
  });
});

describe('an integration that recovers', () => {
  it('is well again with its first success', async () => {
    const { health, warnings, deliverAfter } = await watched('/recovers');
    await deliverAfter(0);
    await isFailing(health);
    await deliverAfter(25);
    await eventually(async () => expect(await warnings()).toHaveLength(1));
    test.sink.answer(ok);
    await deliverAfter(26);
    await eventually(async () => expect(await health()).toMatchObject({ failing_since: null, warned_at: null }));
    test.sink.answer(status(503));
    await deliverAfter(24 * 6);
    await isFailing(health);
    expect(await health()).toMatchObject({ enabled: true });
  });

  it('is as new when it is enabled again', async () => {
    const { id, owner, health, deliverAfter } = await watched('/again');
    test.sink.answer(status(410));
    await deliverAfter(0);
    await eventually(async () => expect(await health()).toMatchObject({ enabled: false }));
    await updateIntegration(owner, id, { enabled: true });
    expect(await health()).toEqual({ enabled: true, failing_since: null, disabled_reason: null, warned_at: null });
    test.sink.answer(ok);
    await deliverAfter(1);
    expect(test.sink.at('/again')).toHaveLength(2);
  });
});

describe('an integration that is disabled', () => {
  it('is not retried, whatever was under way when it was', async () => {
    const receiver = holdAnswers();
    test.sink.answer(receiver.answer);
    const { id, tenantId, owner } = await watched('/off', { maxRetries: 5, timeoutSeconds: 60 });
    await makeGroup(owner, 'under way');
    await eventually(() => expect(receiver.held).toHaveLength(1));
    await updateIntegration(owner, id, { enabled: false });
    receiver.letGo(500);
    await eventually(async () => expect((await deliveriesOf(test, tenantId))[0]?.attempt_count).toBe(1));
    await dueNow(tenantId);
    await eventually(async () =>
      expect((await deliveriesOf(test, tenantId))[0]).toMatchObject({
        status: 'CANCELLED',
        error: 'the integration is disabled',
      }),
    );
    expect(test.sink.at('/off')).toHaveLength(1);
  });

  it('still sends an example that somebody asks for', async () => {
    test.sink.answer(ok);
    const { id, tenantId, owner } = await watched('/example');
    await updateIntegration(owner, id, { enabled: false });
    await sendTestEvent(owner, id);
    await eventually(async () => expect((await deliveriesOf(test, tenantId))[0]).toMatchObject({ status: 'SUCCESS' }));
  });
});

async function onlyIntegration(tenantId: string): Promise<{ id: string }> {
  const [integration] = await ask<{ id: string }>(test, 'SELECT id FROM integrations WHERE tenant_id = $1', [tenantId]);
  if (!integration) throw new Error('there is no integration');
  return integration;
}

/** Brings a tenant's retries forward to this moment. */
async function dueNow(tenantId: string): Promise<void> {
  await ask(
    test,
    'UPDATE deliveries SET next_attempt_at = now() WHERE tenant_id = $1 AND next_attempt_at IS NOT NULL',
    [tenantId],
  );
  await ask(test, `UPDATE pgboss.job SET start_after = now() WHERE group_id = $1 AND state < 'active'`, [tenantId]);
}

function untilDispatched(tenantId: string): Promise<void> {
  return eventually(async () => {
    const waiting = await ask(test, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]);
    expect(waiting).toEqual([]);
  });
}
