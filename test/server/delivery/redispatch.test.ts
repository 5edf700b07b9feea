import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** As after a crash between the commit and its answer: the events are there to be dispatched once more. */
async function dispatchAgain(tenantId: string): Promise<void> {
  await ask(test, 'INSERT INTO undispatched_events SELECT tenant_id, id FROM events WHERE tenant_id = $1', [tenantId]);
  await eventually(async () => {
    const waiting = await ask(test, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]);
    expect(waiting).toEqual([]);
  });
}

/** Makes all jobs of a tenant due, the safety nets among them, and waits until they have been taken. */
async function takeAllJobsNow(tenantId: string): Promise<void> {
  await ask(test, `UPDATE pgboss.job SET start_after = now() WHERE group_id = $1 AND state < 'active'`, [tenantId]);
  await eventually(async () => {
    const waiting = await ask(test, `SELECT id FROM pgboss.job WHERE group_id = $1 AND state < 'completed'`, [
      tenantId,
    ]);
    expect(waiting).toEqual([]);
  });
}

describe('dispatching an event again', () => {
  it('makes no second delivery and sends nothing twice', async () => {
    test.sink.answer(ok);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/once`);
    await makeGroup(owner, 'ops');
    const before = await deliveryOf(test, tenantId, isOver);
    await dispatchAgain(tenantId);
    await takeAllJobsNow(tenantId);
    expect(await deliveriesOf(test, tenantId)).toEqual([before]);
    expect(test.sink.at('/once')).toHaveLength(1);
  });

  it('does not bring a retry forward', async () => {
    test.sink.answer(status(500, { 'retry-after': '3600' }));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/patience`, { maxRetries: 3 });
    await makeGroup(owner, 'ops');
    const before = await deliveryOf(test, tenantId, (delivery) => delivery.next_attempt_at !== null);
    await dispatchAgain(tenantId);
    await takeAllJobsNow(tenantId);
    expect(await deliveriesOf(test, tenantId)).toEqual([before]);
    expect(test.sink.at('/patience')).toHaveLength(1);
  });

  it('delivers to an integration that was made in between', async () => {
    test.sink.answer(ok);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/first`);
    await makeGroup(owner, 'ops');
    await deliveryOf(test, tenantId, isOver);
    await postNewGroups(owner, `${test.sink.url}/second`);
    await dispatchAgain(tenantId);
    await eventually(() => expect(test.sink.at('/second')).toHaveLength(1));
    expect(test.sink.at('/first')).toHaveLength(1);
  });
});

describe('the safety net of what was sent at once', () => {
  it('does not come before the time of a retry', async () => {
    test.sink.answer(status(500));
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/net`, { maxRetries: 3 });
    await makeGroup(owner, 'ops');
    const [job] = await eventually(async () => {
      const jobs = await ask<{ id: string }>(
        test,
        `SELECT id FROM pgboss.job WHERE group_id = $1 AND state < 'active' AND start_after > now() + interval '10 s'`,
        [tenantId],
      );
      expect(jobs).toHaveLength(1);
      return jobs;
    });
    await deliveryOf(test, tenantId, (delivery) => delivery.attempt_count === 1 && delivery.status === 'PENDING');
    await ask(test, "UPDATE deliveries SET next_attempt_at = now() + interval '1 h' WHERE tenant_id = $1", [tenantId]);
    await ask(test, 'UPDATE pgboss.job SET start_after = now() WHERE id = $1', [job?.id]);
    await eventually(async () => {
      expect(await ask(test, 'SELECT state FROM pgboss.job WHERE id = $1', [job?.id])).toEqual([
        { state: 'completed' },
      ]);
    });
    expect(test.sink.at('/net')).toHaveLength(1);
    expect((await deliveriesOf(test, tenantId))[0]).toMatchObject({ status: 'PENDING', attempt_count: 1 });
  });
});
