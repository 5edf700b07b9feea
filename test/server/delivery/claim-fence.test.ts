import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDelivery } from '../../../server/src/modules/delivery/cancel.ts';
import { handBack } from '../../../server/src/modules/delivery/engine/hand-back.ts';
import { retryDelivery } from '../../../server/src/modules/delivery/retry.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok, status } from '../../harness/sink.ts';
import {
  ask,
  attemptsOf,
  type DeliveryTest,
  deliveriesOf,
  deliveryOf,
  holdAnswers,
  isOver,
  isRunning,
  makeGroup,
  postNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

/** A delivery whose receiver has the request and has not answered yet. */
async function underWay(path: string) {
  const receiver = holdAnswers();
  test.sink.answer(receiver.answer);
  const { tenantId, owner } = await test.newTenant();
  await postNewGroups(owner, `${test.sink.url}${path}`, { timeoutSeconds: 60 });
  await makeGroup(owner, 'ops');
  await eventually(() => expect(receiver.held).toHaveLength(1));
  const { id } = await deliveryOf(test, tenantId, isRunning);
  return { receiver, tenantId, owner, id };
}

const claimOf = async (id: string) =>
  (await ask<{ claim: number }>(test, 'SELECT claim FROM deliveries WHERE id = $1', [id]))[0]?.claim ?? -1;

/** Waits until nothing that was sent has a result still to be written. */
async function untilAnswered(tenantId: string, otherPath: string) {
  test.sink.answer(ok);
  const other = await test.newTenant();
  await postNewGroups(other.owner, `${test.sink.url}${otherPath}`);
  await makeGroup(other.owner, 'after it');
  await deliveryOf(test, other.tenantId, isOver);
  return deliveriesOf(test, tenantId);
}

describe('a claim that has lapsed', () => {
  it('has its late result dropped: what the next attempt says counts', async () => {
    const { receiver, tenantId, id } = await underWay('/lapsed');
    await handBack(test.services, [{ tenant_id: tenantId, id, claim: await claimOf(id) }]);
    await eventually(() => expect(receiver.held).toHaveLength(2));
    const [first, second] = receiver.held;
    second?.writeHead(200).end();
    const over = await deliveryOf(test, tenantId, isOver);
    expect(over).toMatchObject({ status: 'SUCCESS', attempt_count: 1 });
    first?.writeHead(500).end();
    expect(await untilAnswered(tenantId, '/after-lapsed')).toEqual([over]);
    expect(await attemptsOf(test, id)).toMatchObject([{ number: 1, is_success: true }]);
  });

  it('is made again under the same webhook-id', async () => {
    const { receiver, tenantId, id } = await underWay('/same-id');
    await handBack(test.services, [{ tenant_id: tenantId, id, claim: await claimOf(id) }]);
    await eventually(() => expect(receiver.held).toHaveLength(2));
    expect(test.sink.at('/same-id').map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
    receiver.letGo();
  });

  it('is not handed back twice', async () => {
    const { receiver, tenantId, id } = await underWay('/not-twice');
    const held = [{ tenant_id: tenantId, id, claim: await claimOf(id) }];
    await handBack(test.services, held);
    await eventually(() => expect(receiver.held).toHaveLength(2));
    await handBack(test.services, held);
    receiver.letGo();
    await deliveryOf(test, tenantId, isOver);
    expect(test.sink.at('/not-twice')).toHaveLength(2);
  });
});

describe('a delivery that is cancelled while it is being sent', () => {
  it('stays cancelled, whatever the receiver answers', async () => {
    const { receiver, tenantId, owner, id } = await underWay('/cancelled');
    await cancelDelivery(owner, id);
    receiver.letGo(200);
    const [state] = await untilAnswered(tenantId, '/after-cancelled');
    expect(state).toMatchObject({ status: 'CANCELLED', attempt_count: 0, error: `cancelled by ${owner.actor.email}` });
    expect(await attemptsOf(test, id)).toEqual([]);
  });

  it('is not retried when the receiver refuses it', async () => {
    const { receiver, tenantId, owner, id } = await underWay('/cancelled-500');
    await cancelDelivery(owner, id);
    receiver.letGo(500);
    const [state] = await untilAnswered(tenantId, '/after-cancelled-500');
    expect(state).toMatchObject({ status: 'CANCELLED', next_attempt_at: null });
  });

  it('can be sent again by hand', async () => {
    const { receiver, tenantId, owner, id } = await underWay('/cancelled-resent');
    await cancelDelivery(owner, id);
    receiver.letGo(200);
    test.sink.answer(ok);
    await retryDelivery(owner, id);
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS', attempt_count: 1 });
    expect(test.sink.at('/cancelled-resent')).toHaveLength(2);
  });
});

describe('a delivery that comes due while somebody else holds its row', () => {
  it('is sent when that comes to nothing: its job is not used up', async () => {
    test.sink.answer(status(500));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/held-row`, { maxRetries: 3 });
    await makeGroup(owner, 'ops');
    const { id } = await deliveryOf(test, tenantId, (delivery) => delivery.next_attempt_at !== null);
    await ask(test, 'UPDATE deliveries SET next_attempt_at = now() WHERE id = $1', [id]);
    test.sink.answer(ok);
    const lost = transaction(owner, async (ctx) => {
      await cancelDelivery(ctx, id);
      await comeDue(tenantId);
      throw new Error('the connection is lost before the commit');
    });
    await expect(lost).rejects.toThrow('the connection is lost');
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS', attempt_count: 2 });
  });

  /** Makes its jobs due, and waits until they have been taken. */
  async function comeDue(tenantId: string): Promise<void> {
    const due = await ask<{ id: string }>(
      test,
      `UPDATE pgboss.job SET start_after = now() WHERE group_id = $1 AND state < 'active' RETURNING id`,
      [tenantId],
    );
    const ids = due.map((job) => job.id);
    await eventually(async () => {
      const waiting = "SELECT id FROM pgboss.job WHERE id = ANY($1::uuid[]) AND state < 'completed'";
      expect(await ask(test, waiting, [ids])).toEqual([]);
    });
  }
});
