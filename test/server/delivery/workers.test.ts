import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { openServices, type Services } from '../../../server/src/services.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok } from '../../harness/sink.ts';
import {
  ask,
  countByStatus,
  type DeliveryTest,
  deliveriesOf,
  deliveryOf,
  holdAnswers,
  isOver,
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

/** Everything arrived, and nothing of it twice. */
async function expectEachOnce(tenantId: string, path: string, count: number) {
  await eventually(async () => expect(await countByStatus(test, tenantId)).toEqual({ SUCCESS: count }), {
    timeoutMs: 25_000,
  });
  const ids = test.sink.at(path).map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(count);
  expect(new Set(ids).size).toBe(count);
}

describe('one worker', () => {
  it('delivers a hundred events at once, each exactly once', async () => {
    test.sink.answer(ok);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/hundred`);
    await Promise.all(Array.from({ length: 100 }, (_, index) => makeGroup(owner, `group ${index}`)));
    await expectEachOnce(tenantId, '/hundred', 100);
    const [attempts] = await ask<{ count: string }>(test, 'SELECT count(*) FROM attempts WHERE tenant_id = $1', [
      tenantId,
    ]);
    expect(attempts?.count).toBe('100');
  });
});

describe('two workers on one database', () => {
  it('share the work, and send nothing twice', async () => {
    test.sink.answer(ok);
    const { services, close } = await openServices({
      config: test.services.config,
      databaseUrl: test.databaseUrl,
      masterKey: test.masterKey,
      log: test.services.log,
    });
    const second = await startDelivery(services, test.databaseUrl);
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/shared`);
    for (let burst = 0; burst < 6; burst += 1) await recordNewGroups(owner, 200, `burst ${burst}`);
    await expectEachOnce(tenantId, '/shared', 1200);
    const sent = await Promise.all([test.services, services].map(attemptsMade));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1200);
    await second.stop();
    await close();
  });
});

async function attemptsMade({ metrics }: Services): Promise<number> {
  const { body } = await metrics.render();
  return Number(/joinery_deliveries_total\{outcome="success"\} (\d+)/.exec(body)?.[1] ?? 0);
}

describe('a worker that is told to stop', () => {
  it('ends when what it sends has ended and is stored, and begins nothing new', async () => {
    const receiver = holdAnswers();
    test.sink.answer(receiver.answer);
    const other = await startDeliveryTest();
    other.sink.answer(receiver.answer);
    const { tenantId, owner } = await other.newTenant();
    await postNewGroups(owner, `${other.sink.url}/last`, { timeoutSeconds: 60 });
    await recordNewGroups(owner, 5);
    await eventually(() => expect(receiver.held).toHaveLength(5));
    let hasStopped = false;
    const stopped = other.stopWorker().then(() => {
      hasStopped = true;
    });
    await recordNewGroups(owner, 5, 'too late');
    expect(hasStopped).toBe(false);
    // A claim that was on its way when the stop came may still take of the later ones: those are sent to their end, too.
    other.sink.answer(ok);
    receiver.letGo();
    await stopped;
    const counts = await countByStatus(other, tenantId);
    expect(Object.keys(counts)).toEqual(['SUCCESS']);
    expect(await ask(other, 'SELECT id FROM workers')).toEqual([]);
    const waiting = await ask(other, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]);
    expect(waiting).toHaveLength(10 - (counts.SUCCESS ?? 0));
    await other.close();
  });

  it('leaves the rest to the one that is started next', async () => {
    const other = await startDeliveryTest();
    const { tenantId, owner } = await other.newTenant();
    const { id } = await postNewGroups(owner, `${other.sink.url}/next`);
    await other.stopWorker();
    await makeGroup(owner, 'in between');
    expect(await deliveriesOf(other, tenantId)).toEqual([]);
    const next = await startDelivery(other.services, other.databaseUrl);
    expect(await deliveryOf(other, tenantId, isOver)).toMatchObject({ status: 'SUCCESS' });
    await next.stop();
    // What nobody takes is seen to wait.
    await sendTestEvent(owner, id);
    await eventually(async () =>
      expect((await other.services.metrics.render()).body).toMatch(/oldest_waiting_seconds\{kind="delivery"\} .*[1-9]/),
    );
    await other.close();
  });
});
