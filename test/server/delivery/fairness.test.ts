import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTestEvent } from '../../../server/src/modules/delivery/send-test-event.ts';
import { eventually } from '../../harness/eventually.ts';
import type { Answer } from '../../harness/sink.ts';
import {
  countByStatus,
  type DeliveryTest,
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

const WAITING = 2000;

/** Holds back what comes to paths with `/slow`, and answers everything else at once. */
function slowFor() {
  const receiver = holdAnswers();
  let isSlow = true;
  const answer: Answer = (request, response, socket) => {
    if (isSlow && request.path.includes('/slow')) receiver.answer(request, response, socket);
    else response.end('ok');
  };
  test.sink.answer(answer);
  return {
    ...receiver,
    /** From now on it is quick. */
    wake: () => {
      isSlow = false;
      receiver.letGo();
    },
  };
}

/** Every delivery of the tenant has succeeded, and the path has got every event. */
async function everythingArrives(tenantId: string, path: string, count: { events: number; deliveries: number }) {
  await eventually(async () => expect(await countByStatus(test, tenantId)).toEqual({ SUCCESS: count.deliveries }), {
    timeoutMs: 25_000,
    everyMs: 100,
  });
  expect(new Set(test.sink.at(path).map(({ headers }) => headers['webhook-id'])).size).toBe(count.events);
}

describe('a tenant with thousands waiting for a receiver that does not answer', () => {
  it('does not keep another tenant’s single delivery waiting, nor what that one sends by a job', async () => {
    const receiver = slowFor();
    const large = await test.newTenant();
    const small = await test.newTenant();
    await postNewGroups(large.owner, `${test.sink.url}/slow/large`, { timeoutSeconds: 60 });
    const integration = await postNewGroups(small.owner, `${test.sink.url}/small`);
    await recordNewGroups(large.owner, WAITING);
    await eventually(() => expect(receiver.held.length).toBeGreaterThan(0));

    await makeGroup(small.owner, 'ops');
    await eventually(() => expect(test.sink.at('/small')).toHaveLength(1));
    await sendTestEvent(small.owner, integration.id);
    await eventually(() => expect(test.sink.at('/small')).toHaveLength(2));
    expect((await countByStatus(test, large.tenantId)).SUCCESS).toBeUndefined();

    receiver.wake();
    await everythingArrives(large.tenantId, '/slow/large', { events: WAITING, deliveries: WAITING });
  });

  it('does not, either, when there are several such tenants', async () => {
    const receiver = slowFor();
    const large = await Promise.all(Array.from({ length: 4 }, () => test.newTenant()));
    const small = await test.newTenant();
    for (const { owner, tenantId } of large) {
      await postNewGroups(owner, `${test.sink.url}/slow/${tenantId}`, { timeoutSeconds: 60 });
      await recordNewGroups(owner, WAITING / 2);
    }
    await postNewGroups(small.owner, `${test.sink.url}/unhindered`);
    await eventually(() => expect(receiver.held.length).toBeGreaterThan(100));
    await makeGroup(small.owner, 'ops');
    await deliveryOf(test, small.tenantId, isOver);
    receiver.wake();
    for (const { tenantId } of large) {
      await everythingArrives(tenantId, `/slow/${tenantId}`, { events: WAITING / 2, deliveries: WAITING / 2 });
    }
  });
});

describe('an integration that is stuck', () => {
  it('does not hold up the others of its tenant, at the same host either: what it cannot take waits in the queue', async () => {
    const receiver = slowFor();
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/slow/stuck`, { timeoutSeconds: 60 }, { name: 'stuck' });
    await postNewGroups(owner, `${test.sink.url}/moving`, {}, { name: 'moving' });
    const bursts = 5;
    const size = 200;
    for (let burst = 1; burst <= bursts; burst += 1) {
      await recordNewGroups(owner, size, `burst ${burst}`);
      await eventually(() => expect(test.sink.at('/moving')).toHaveLength(burst * size));
    }
    expect(receiver.held.length).toBeLessThan(bursts * size);
    expect(await countByStatus(test, tenantId)).not.toHaveProperty('FAILED');
    receiver.wake();
    await everythingArrives(tenantId, '/slow/stuck', { events: bursts * size, deliveries: 2 * bursts * size });
  });
});
