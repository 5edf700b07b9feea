import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { updateActionChain } from '../../../server/src/modules/chain/update.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { person } from '../directory/setup.ts';
import { connectDesk, type FlowTest, finished, flowState, inStatus, makeChain, startFlowTest } from './fixture.ts';

let test: FlowTest;
let owner: Context;
let give: string;
let take: string;

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
  const connectionId = await connectDesk(test, owner);
  const seat = { connectionId, input: { name: { $from: 'subject.username' } } };
  const retry = { maxAttempts: 5, backoffSeconds: 1 };
  const step = { ...seat, name: 'seat', retry };
  const giving = await makeChain(owner, [{ ...step, actionType: 'desk_api_give' }], { purpose: 'PROVISION' });
  const taking = await makeChain(owner, [{ ...step, actionType: 'desk_api_take' }], {
    purpose: 'DEPROVISION',
    counterpartId: giving.id,
  });
  [give, take] = [giving.id, taking.id];
});

beforeEach(() => test.desk.reset());
afterAll(() => test.close());

it('what is given and taken away lands in the order in which it was asked for, whatever has to be tried again', async () => {
  const { id: subjectId, username } = await person(owner);
  for (let count = 0; count < 2; count += 1) test.desk.failNext(500);
  const older = await startActionFlow(owner, { chainId: give, subjectId });
  const newer = await startActionFlow(owner, { chainId: take, subjectId });
  const waiting = await inStatus(test, newer.id, 'WAITING');
  expect(waiting.waiting_for).toContain(older.id);
  expect(waiting.steps).toMatchObject([{ status: 'PENDING', attempts: 0 }]);
  expect(await finished(test, newer.id)).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed' }] });
  expect(await flowState(test, older.id)).toMatchObject({ status: 'SUCCESS' });
  expect(test.desk.seats.has(username)).toBe(false);
});

it('somebody else, and a plan, wait for nobody', async () => {
  const [{ id: subjectId }, { id: other }] = [await person(owner), await person(owner)];
  test.desk.hold();
  const older = await startActionFlow(owner, { chainId: give, subjectId });
  await inStatus(test, older.id, 'RUNNING');
  const plan = await startActionFlow(owner, { chainId: take, subjectId, mode: 'PLAN' });
  expect(await finished(test, plan.id)).toMatchObject({ status: 'SUCCESS' });
  const another = await startActionFlow(owner, { chainId: take, subjectId: other });
  expect(await finished(test, another.id)).toMatchObject({ status: 'SUCCESS' });
  test.desk.release();
  expect(await finished(test, older.id)).toMatchObject({ status: 'SUCCESS' });
});

it('an older one that is cancelled lets the newer begin; and one that waits can be cancelled itself', async () => {
  const { id: subjectId } = await person(owner);
  for (let count = 0; count < 5; count += 1) test.desk.failNext(500);
  const older = await startActionFlow(owner, { chainId: give, subjectId });
  const newer = await startActionFlow(owner, { chainId: take, subjectId });
  const newest = await startActionFlow(owner, { chainId: give, subjectId });
  await inStatus(test, newer.id, 'WAITING');
  await inStatus(test, newest.id, 'WAITING');
  await cancelActionFlow(owner, newest.id);
  await cancelActionFlow(owner, older.id);
  test.desk.reset();
  expect(await finished(test, newer.id)).toMatchObject({ status: 'SUCCESS' });
  expect(await flowState(test, newest.id)).toMatchObject({ status: 'CANCELLED' });
});

it('chains that are no counterparts know nothing of each other', async () => {
  const { id: subjectId } = await person(owner);
  await updateActionChain(owner, take, { counterpartId: null });
  test.desk.hold();
  const older = await startActionFlow(owner, { chainId: give, subjectId });
  await inStatus(test, older.id, 'RUNNING');
  test.desk.release();
  const newer = await startActionFlow(owner, { chainId: take, subjectId });
  await finished(test, newer.id);
  await finished(test, older.id);
});
