import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, type Setup, setUp } from './setup.ts';

const INPUT = { eventTypes: ['user.created', 'user.deleted'], actions: [{ log: { message: 'hello' } }] };
const HEALTH = '{ integrations { nodes { name health { failedLastDay lastDelivery { id } } } } }';

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

it('the health of an integration is its last delivery, and how many have failed in a day', async () => {
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'busy' });
  await createIntegration(tenant.owner, { ...INPUT, name: 'new' });
  const sent = [await sendTestEvent(tenant.owner, id), await sendTestEvent(tenant.owner, id)];
  const [older, newer] = sent.map((delivery) => delivery.id).sort();
  await setup.query(`UPDATE deliveries SET status = 'FAILED', error = 'boom'`);
  await setup.query(`UPDATE deliveries SET created_at = now() - interval '25 hours' WHERE id = $1`, [older]);
  expect(await answerOf(tenant.owner, HEALTH)).toEqual({
    integrations: {
      nodes: [
        { name: 'busy', health: { failedLastDay: 1, lastDelivery: { id: newer } } },
        { name: 'new', health: { failedLastDay: 0, lastDelivery: null } },
      ],
    },
  });
});

it('integrations that do nothing but fail are found', async () => {
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'broken' });
  await setup.query('UPDATE integrations SET failing_since = now() WHERE id = $1', [id]);
  const query = 'query ($failing: Boolean) { integrations(filter: { failing: $failing }) { nodes { name } } }';
  expect(await answerOf(tenant.owner, query, { failing: true })).toEqual({
    integrations: { nodes: [{ name: 'broken' }] },
  });
  const { integrations } = await answerOf<{ integrations: { nodes: { name: string }[] } }>(tenant.owner, query, {
    failing: false,
  });
  expect(integrations.nodes.map(({ name }) => name)).not.toContain('broken');
});

it('deliveries are found by the type of their event', async () => {
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'both' });
  await sendTestEvent(tenant.owner, id, 'user.created');
  await sendTestEvent(tenant.owner, id, 'user.deleted');
  const query = `query ($id: ID!) { deliveries(integrationId: $id, eventType: "user.deleted") { nodes { eventType } } }`;
  expect(await answerOf(tenant.owner, query, { id })).toEqual({
    deliveries: { nodes: [{ eventType: 'user.deleted' }] },
  });
});

it('the variables that every event has for templates are told', async () => {
  const { templateVariables } = await answerOf<{ templateVariables: { variable: string }[] }>(
    tenant.owner,
    '{ templateVariables { variable description } }',
  );
  expect(templateVariables.map(({ variable }) => variable)).toContain('{{.ActorEmail}}');
});

it('an event names the event that caused it', async () => {
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'cause' });
  const { eventId } = await sendTestEvent(tenant.owner, id);
  const { eventId: effectId } = await sendTestEvent(tenant.owner, id);
  await setup.query('UPDATE events SET causation_id = $1 WHERE id = $2', [eventId, effectId]);
  const query = 'query ($id: ID!) { event(id: $id) { cause { id type } } }';
  expect(await answerOf(tenant.owner, query, { id: effectId })).toEqual({
    event: { cause: { id: eventId, type: 'user.created' } },
  });
  expect(await answerOf(tenant.owner, query, { id: eventId })).toEqual({ event: { cause: null } });
});

it('conditions are told as one tree, however deep', async () => {
  const conditions = [
    { field: 'user.email', operator: 'CONTAINS', value: '@' },
    {
      any: [
        { field: 'user.email', operator: 'EXISTS' },
        { all: [{ field: 'event.type', operator: 'EQ', value: 'x' }] },
      ],
    },
  ];
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'tree', conditions });
  const query = 'query ($id: ID!) { integration(id: $id) { conditionTree } }';
  const { integration } = await answerOf<{ integration: { conditionTree: object[] } }>(tenant.owner, query, { id });
  expect(integration.conditionTree).toMatchObject(conditions);
});
