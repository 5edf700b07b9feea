import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { retryDeliveries } from '../../../server/src/modules/delivery/retry-many.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { newId } from '../../../server/src/platform/id.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const INPUT = { name: 'Sync', eventTypes: ['user.created'], actions: [{ log: { message: 'hello' } }] };
const RETRY = `mutation ($ids: [ID!]!) { retryDeliveries(ids: $ids) { deliveryId refusal delivery { status } } }`;

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

async function deliveryIn(status: string, of = integrationId): Promise<string> {
  const { id } = await sendTestEvent(tenant.owner, of);
  await setup.query(`UPDATE deliveries SET status = $2::delivery_status, error = 'boom' WHERE id = $1`, [id, status]);
  return id;
}

const auditOf = (ids: string[]) =>
  setup.query('SELECT action FROM audit_records WHERE target_id = ANY ($1) ORDER BY id', [ids]);

describe('retrying many deliveries', () => {
  it('sends each that can be sent again, and tells of each that cannot, why', async () => {
    const failed = await deliveryIn('FAILED');
    const running = await deliveryIn('RUNNING');
    const unknown = newId();
    const { retryDeliveries: outcomes } = await answerOf<{ retryDeliveries: unknown }>(tenant.owner, RETRY, {
      ids: [failed, running, unknown, 'nonsense', failed],
    });
    expect(outcomes).toEqual([
      { deliveryId: failed, refusal: null, delivery: { status: 'PENDING' } },
      { deliveryId: running, refusal: 'this delivery is being sent right now', delivery: { status: 'RUNNING' } },
      { deliveryId: unknown, refusal: `there is no delivery ${unknown}`, delivery: null },
      { deliveryId: 'nonsense', refusal: 'there is no delivery nonsense', delivery: null },
    ]);
    expect(await auditOf([failed, running])).toEqual([{ action: 'delivery.retried' }]);
  });

  it('refuses one whose action is gone, and sends the others', async () => {
    const orphan = await deliveryIn('FAILED');
    await updateIntegration(tenant.owner, integrationId, { actions: [{ log: { message: 'another' } }] });
    const whole = await deliveryIn('FAILED');
    const outcomes = await retryDeliveries(tenant.owner, { ids: [orphan, whole] });
    expect(outcomes.map(({ refusal }) => refusal)).toEqual(['its action is no longer part of the integration', null]);
  });

  it('takes 1 to 500, of those who may, and of nobody else', async () => {
    const id = await deliveryIn('FAILED');
    for (const ids of [[], Array.from({ length: 501 }, newId)]) {
      expect((await refusalOf(() => retryDeliveries(tenant.owner, { ids }))).fields?.[0]?.path).toBe('ids');
    }
    const auditor = await tenant.actor('AUDITOR');
    expect((await refusalOf(() => retryDeliveries(auditor, { ids: [id] }))).code).toBe('FORBIDDEN');
    const other = await setup.newTenant();
    const [outcome] = await retryDeliveries(other.owner, { ids: [id] });
    expect(outcome).toMatchObject({ delivery: null, refusal: `there is no delivery ${id}` });
  });
});
