import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../server/src/platform/egress/contract.ts';
import { eventually } from '../../harness/eventually.ts';
import { type Answer, ok } from '../../harness/sink.ts';
import {
  ask,
  attemptsOf,
  type DeliveryTest,
  deliveriesOf,
  makeGroup,
  postNewGroups,
  recordNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

const reset: Answer = (_request, _response, socket) => socket.resetAndDestroy();

describe('a receiver that is known to be down', () => {
  it('is left alone: deliveries wait without using up their attempts, and arrive when it is back', async () => {
    test.sink.answer(reset);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/down`);
    for (let count = 1; count <= DEFAULT_LIMITS.failuresToOpen; count += 1) {
      await makeGroup(owner, `to open ${count}`);
      await eventually(async () => {
        const failed = (await deliveriesOf(test, tenantId)).filter(({ status }) => status === 'FAILED');
        expect(failed).toHaveLength(count);
      });
    }
    const before = new Set((await deliveriesOf(test, tenantId)).map(({ id }) => id));
    const waiting = 300;
    await recordNewGroups(owner, waiting);
    const later = async () => (await deliveriesOf(test, tenantId)).filter(({ id }) => !before.has(id));
    await eventually(async () => {
      const deferred = (await later()).filter(({ next_attempt_at }) => next_attempt_at !== null);
      // A probe that finds out whether it is back is an attempt; the others are not.
      expect(deferred.length).toBeGreaterThanOrEqual(waiting - 3);
      expect(new Set(deferred.map(({ attempt_count, status }) => `${status} ${attempt_count}`))).toEqual(
        new Set(['PENDING 0']),
      );
    });
    test.sink.answer(ok);
    await eventually(
      async () =>
        expect((await later()).filter(({ status }) => status === 'SUCCESS').length).toBeGreaterThanOrEqual(waiting - 3),
      { timeoutMs: 25_000, everyMs: 100 },
    );
    const arrived = (await later()).filter(({ status }) => status === 'SUCCESS');
    expect(new Set(arrived.map(({ attempt_count }) => attempt_count))).toEqual(new Set([1]));
    const [first] = arrived;
    expect(await attemptsOf(test, first?.id ?? '')).toMatchObject([{ number: 1, is_success: true }]);
  });

  it('has those that wait gathered in few jobs', async () => {
    test.sink.answer(reset);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/few-jobs`);
    await recordNewGroups(owner, 400);
    await eventually(async () => {
      const states = await deliveriesOf(test, tenantId);
      expect(states.filter(({ next_attempt_at }) => next_attempt_at !== null).length).toBeGreaterThan(200);
    });
    const { rows } = await test.services.db.pools.system.query(
      `SELECT count(*)::int AS count FROM pgboss.job WHERE group_id = $1 AND state < 'active'`,
      [tenantId],
    );
    expect(rows[0].count).toBeLessThan(40);
    test.sink.answer(ok);
  });

  it('has its backlog left where it is, but for one delivery that tries it after each pause', async () => {
    test.sink.answer(reset);
    const { tenantId, owner } = await test.newTenant();
    const path = `/backlog-${tenantId}`;
    await postNewGroups(owner, `${test.sink.url}${path}`);
    const waiting = 1000;
    await recordNewGroups(owner, waiting);
    const states = () => deliveriesOf(test, tenantId);
    await eventually(async () => {
      const pending = (await states()).filter(({ status }) => status === 'PENDING');
      expect(pending.length).toBeGreaterThan(waiting / 2);
      expect((await states()).some(({ status }) => status === 'RUNNING')).toBe(false);
    });
    const claims = async () =>
      (
        await ask<{ sum: number }>(test, 'SELECT sum(claim)::int AS sum FROM deliveries WHERE tenant_id = $1', [
          tenantId,
        ])
      )[0]?.sum ?? 0;
    const [claimed, asked] = [await claims(), test.sink.at(path).length];
    await eventually(() => expect(test.sink.at(path).length).toBeGreaterThanOrEqual(asked + 2), { timeoutMs: 20_000 });
    expect((await claims()) - claimed).toBeLessThan(waiting / 10);
    // Each says what it waits for, those too that came when the receiver was known to be down.
    await makeGroup(owner, 'late');
    await eventually(async () => {
      const late = (await states()).at(-1);
      expect(late).toMatchObject({ status: 'PENDING', attempt_count: 0, error: expect.stringContaining('left alone') });
      expect(late?.next_attempt_at).not.toBeNull();
    });
    test.sink.answer(ok);
    // But for those that were under way when it went down, and those that tried it.
    await eventually(
      async () => {
        const arrived = (await states()).filter(({ status }) => status === 'SUCCESS');
        const failed = (await states()).filter(({ status }) => status === 'FAILED');
        expect(arrived.length + failed.length).toBe(waiting + 1);
        expect(arrived.length).toBeGreaterThan(waiting / 2);
      },
      { timeoutMs: 30_000, everyMs: 200 },
    );
  });
});
