import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { eventually } from '../../harness/eventually.ts';
import {
  ask,
  type DeliveryTest,
  deliveryOf,
  isOver,
  postNewGroups,
  recordNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

/** A change that is so many changes away from what began it. */
function changeAtDepth(ctx: Context, depth: number) {
  return recordNewGroups({ ...ctx, cause: { eventId: newId(), depth: depth - 1 } }, 1);
}

describe('changes that cause changes', () => {
  it('are delivered up to the eighth', async () => {
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/eight`);
    await changeAtDepth(owner, 8);
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS' });
  });

  it('are called a loop past it: the delivery is there, cancelled, with the reason, and nothing was sent', async () => {
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/nine`);
    await changeAtDepth(owner, 9);
    const delivery = await deliveryOf(test, tenantId, ({ status }) => status === 'CANCELLED');
    expect(delivery).toMatchObject({
      attempt_count: 0,
      error: 'loop_detected: this event is 9 changes away from what began it',
    });
    expect(test.sink.at('/nine')).toEqual([]);
    await eventually(async () =>
      expect((await test.services.metrics.render()).body).toContain('joinery_deliveries_total{outcome="cancelled"} 1'),
    );
    const failures = await ask(
      test,
      `SELECT id FROM events WHERE tenant_id = $1 AND type = 'event_action.delivery_failed'`,
      [tenantId],
    );
    expect(failures).toEqual([]);
  });
});
