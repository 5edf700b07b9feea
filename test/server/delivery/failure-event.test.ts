import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok, status } from '../../harness/sink.ts';
import {
  ask,
  type DeliveryTest,
  deliveriesOf,
  deliveryOf,
  isOver,
  makeGroup,
  postNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

interface EventState {
  id: string;
  type: string;
  data: Record<string, unknown>;
  causation_id: string | null;
  depth: number;
}

const failureEventsOf = (tenantId: string) =>
  ask<EventState>(
    test,
    `SELECT id, type, data, causation_id, depth FROM events WHERE tenant_id = $1 AND type = 'event_action.delivery_failed' ORDER BY id`,
    [tenantId],
  );

const undispatchedOf = async (tenantId: string) =>
  (await ask<{ id: string }>(test, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]))
    .length;

describe('a delivery that has used up its attempts', () => {
  it('is told of by an event with exactly the documented fields', async () => {
    test.sink.answer(status(503));
    const { tenantId, owner } = await test.newTenant();
    const integration = await postNewGroups(owner, `${test.sink.url}/down`);
    await makeGroup(owner, 'ops');
    const delivery = await deliveryOf(test, tenantId, isOver);
    const [event, ...others] = await failureEventsOf(tenantId);
    expect(others).toEqual([]);
    expect(event?.data).toEqual({
      integration_id: integration.id,
      integration_name: 'new groups',
      event_type: 'group.created',
      delivery_id: delivery.id,
      attempt_count: 1,
      error: 'the receiver answered 503',
    });
  });

  it('names what caused it, one step deeper', async () => {
    test.sink.answer(status(503));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/down`);
    await makeGroup(owner, 'ops');
    await deliveryOf(test, tenantId, isOver);
    const [event] = await failureEventsOf(tenantId);
    const [cause] = await ask<EventState>(
      test,
      `SELECT * FROM events WHERE tenant_id = $1 AND type = 'group.created'`,
      [tenantId],
    );
    expect(event).toMatchObject({ causation_id: cause?.id, depth: (cause?.depth ?? 0) + 1 });
  });

  it('reaches another integration that listens to it, by its conditions and with its fields in the text', async () => {
    test.sink.answer((request, response) => {
      response.writeHead(request.path.startsWith('/told') ? 200 : 503).end();
    });
    const { owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/down`, {}, { name: 'LDAP Sync' });
    await createIntegration(owner, {
      name: 'tell operations',
      eventTypes: ['event_action.delivery_failed'],
      conditions: [
        { field: 'integration_name', operator: 'EQ', value: 'LDAP Sync' },
        { field: 'attempt_count', operator: 'EQ', value: 1 },
        { field: 'event_type', operator: 'STARTS_WITH', value: 'group.' },
      ],
      actions: [
        {
          slack: {
            webhookUrl: `${test.sink.url}/told/me`,
            message: 'Integration failed: *{{.integration_name}}*, {{.attempt_count}} attempts: {{.error}}',
          },
        },
      ],
    });
    await makeGroup(owner, 'ops');
    const [told] = await eventually(() => {
      expect(test.sink.at('/told/me')).toHaveLength(1);
      return test.sink.at('/told/me');
    });
    expect(JSON.parse(told?.body ?? '')).toEqual({
      text: 'Integration failed: *LDAP Sync*, 1 attempts: the receiver answered 503',
    });
  });
});

describe('loop protection', () => {
  it('lets a failing notification of a failure beget nothing, whatever listens', async () => {
    test.sink.answer(status(503));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/down`);
    // Listens to failures, its own among them, and fails each time.
    await postNewGroups(owner, `${test.sink.url}/down-too`, {}, { eventTypes: ['event_action.delivery_failed'] });
    await makeGroup(owner, 'ops');
    await eventually(async () => {
      const states = await deliveriesOf(test, tenantId);
      expect(states.map((state) => state.status)).toEqual(['FAILED', 'FAILED']);
    });
    expect(await undispatchedOf(tenantId)).toBe(0);
    expect(await failureEventsOf(tenantId)).toHaveLength(1);
    expect(test.sink.at('/down-too')).toHaveLength(1);
  });

  it('keeps quiet about a failing example, which somebody sent to see it fail', async () => {
    test.sink.answer(status(503));
    const { sendTestEvent } = await import('../../../server/src/modules/delivery/send-test-event.ts');
    const { tenantId, owner } = await test.newTenant();
    const integration = await postNewGroups(owner, `${test.sink.url}/example`);
    await sendTestEvent(owner, integration.id);
    await deliveryOf(test, tenantId, isOver);
    expect(await failureEventsOf(tenantId)).toEqual([]);
  });

  it('says nothing while retries are left', async () => {
    test.sink.answer(status(503));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/later`, { maxRetries: 1 });
    await makeGroup(owner, 'ops');
    await deliveryOf(test, tenantId, (delivery) => delivery.attempt_count === 1 && delivery.status === 'PENDING');
    expect(await failureEventsOf(tenantId)).toEqual([]);
    test.sink.answer(ok);
  });
});
