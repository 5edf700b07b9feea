import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { deleteIntegration } from '../../../server/src/modules/integration/delete.ts';
import { compileTenant, createIntegration } from '../../../server/src/modules/integration/index.ts';
import { readIntegration } from '../../../server/src/modules/integration/list.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const INPUT = { name: 'Sync', eventTypes: ['user.created'], actions: [{ log: { message: 'hello' } }] };

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

it('is gone with its secrets, and what it has not delivered is cancelled', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const pending = await sendTestEvent(tenant.owner, id);
  const heard: string[] = [];
  const off = setup.services.signals.on('deliveries', (ids) => heard.push(...ids));
  await deleteIntegration(tenant.owner, id);
  off();
  expect((await refusalOf(() => readIntegration(tenant.owner, id))).code).toBe('NOT_FOUND');
  expect((await compileTenant(tenant.owner)).byId.has(id)).toBe(false);
  expect(await setup.query('SELECT 1 FROM secrets WHERE owner_id = $1', [id])).toEqual([]);
  const rows = await setup.query('SELECT status, claim, error FROM deliveries WHERE id = $1', [pending.id]);
  expect(rows).toEqual([{ status: 'CANCELLED', claim: 1, error: 'the integration was deleted' }]);
  expect(heard).toEqual([tenant.tenantId]);
  const audit = await setup.query(
    `SELECT action, detail->>'cancelledDeliveries' AS n FROM audit_records WHERE target_id = $1 ORDER BY id DESC LIMIT 1`,
    [id],
  );
  expect(audit).toEqual([{ action: 'integration.deleted', n: '1' }]);
});

it('still has its name in the history of its deliveries', async () => {
  const { id } = await createIntegration(tenant.owner, { ...INPUT, name: 'Remembered' });
  const { id: deliveryId } = await sendTestEvent(tenant.owner, id);
  await deleteIntegration(tenant.owner, id);
  const query = 'query ($id: ID!) { delivery(id: $id) { status integration { name } } }';
  expect(await answerOf(tenant.owner, query, { id: deliveryId })).toEqual({
    delivery: { status: 'CANCELLED', integration: { name: 'Remembered' } },
  });
});

it('refuses who may only read, and hides it from another tenant', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const auditor = await tenant.actor('AUDITOR');
  expect((await refusalOf(() => deleteIntegration(auditor, id))).code).toBe('FORBIDDEN');
  const other = await setup.newTenant();
  expect((await refusalOf(() => deleteIntegration(other.owner, id))).code).toBe('NOT_FOUND');
});
