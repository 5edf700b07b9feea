import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { updateActionChain } from '../../../server/src/modules/chain/update.ts';
import { approveFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, refusal } from '../directory/setup.ts';
import {
  connectDesk,
  type FlowTest,
  finished,
  flowState,
  inStatus,
  makeChain,
  ask as rowsOf,
  startFlowTest,
} from './fixture.ts';

let test: FlowTest;
let owner: Context;
let give: string;
let take: string;
let step: object;

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
  const connectionId = await connectDesk(test, owner);
  const seat = { connectionId, input: { name: { $from: 'subject.username' } } };
  const retry = { maxAttempts: 5, backoffSeconds: 1 };
  step = { ...seat, name: 'seat', retry };
  const giving = await makeChain(owner, [{ ...step, actionType: 'desk_api_give' }], { purpose: 'PROVISION' });
  const taking = await makeChain(owner, [{ ...step, actionType: 'desk_api_take' }], {
    purpose: 'DEPROVISION',
    counterpartId: giving.id,
  });
  [give, take] = [giving.id, taking.id];
});

beforeEach(() => test.desk.reset());
afterAll(() => test.close());

it('what is taken away and given lands in the order in which it was asked for, whatever has to be tried again', async () => {
  const { id: subjectId, username } = await person(owner);
  test.desk.seats.add(username);
  for (let count = 0; count < 2; count += 1) test.desk.failNext(500);
  const older = await startActionFlow(owner, { chainId: take, subjectId });
  const newer = await startActionFlow(owner, { chainId: give, subjectId });
  const waiting = await inStatus(test, newer.id, 'WAITING');
  expect(waiting.waiting_for).toContain(older.id);
  expect(waiting.steps).toMatchObject([{ status: 'PENDING', attempts: 0 }]);
  expect(await finished(test, newer.id)).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed' }] });
  expect(await flowState(test, older.id)).toMatchObject({ status: 'SUCCESS' });
  expect(test.desk.seats.has(username)).toBe(true);
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
  const older = await startActionFlow(owner, { chainId: take, subjectId });
  const newer = await startActionFlow(owner, { chainId: give, subjectId });
  const newest = await startActionFlow(owner, { chainId: give, subjectId });
  await inStatus(test, newer.id, 'WAITING');
  await inStatus(test, newest.id, 'WAITING');
  await cancelActionFlow(owner, newest.id);
  await cancelActionFlow(owner, older.id);
  test.desk.reset();
  expect(await finished(test, newer.id)).toMatchObject({ status: 'SUCCESS' });
  expect(await flowState(test, newest.id)).toMatchObject({ status: 'CANCELLED' });
});

const ask = { name: 'ask', actionType: 'approval', input: { message: 'May they?', role: 'OWNER' } };

/** A chain that gives once somebody has said yes, and its counterpart. */
async function pairThatAsks(takes: object[] = []): Promise<[gives: string, takesAway: string]> {
  const gives = await makeChain(owner, [ask, { ...step, actionType: 'desk_api_give' }], { purpose: 'PROVISION' });
  const takesAway = await makeChain(owner, [...takes, { ...step, actionType: 'desk_api_take' }], {
    purpose: 'DEPROVISION',
    counterpartId: gives.id,
  });
  return [gives.id, takesAway.id];
}

async function expectSuperseded(id: string, by: string): Promise<void> {
  const flow = await flowState(test, id);
  expect(flow).toMatchObject({ status: 'CANCELLED', cancel_reason: expect.stringMatching(`superseded by .*${by}`) });
  expect(flow.steps).toMatchObject([{ status: 'SKIPPED' }, { status: 'SKIPPED' }]);
  const audit = await rowsOf<{ detail: object }>(
    test,
    "SELECT detail FROM audit_records WHERE target_id = $1 AND action = 'action_flow.cancelled'",
    [id],
  );
  expect(audit).toMatchObject([{ detail: { reason: 'superseded', by } }]);
  expect(await refusal(() => approveFlowStep(owner, flow.steps[0]?.id ?? ''))).toMatchObject({
    code: 'PRECONDITION_FAILED',
  });
}

it('a removal supersedes what still waits for somebody to let it give', async () => {
  const { id: subjectId, username } = await person(owner);
  const [gives, takesAway] = await pairThatAsks();
  const grant = await startActionFlow(owner, { chainId: gives, subjectId });
  await inStatus(test, grant.id, 'WAITING');
  const removal = await startActionFlow(owner, { chainId: takesAway, subjectId });
  expect(await finished(test, removal.id)).toMatchObject({ status: 'SUCCESS' });
  await expectSuperseded(grant.id, removal.id);
  expect(test.desk.seats.has(username)).toBe(false);
});

it('and does so as a step of another flow, too', async () => {
  const { id: subjectId } = await person(owner);
  const [gives, takesAway] = await pairThatAsks();
  const leaving = await makeChain(owner, [{ name: 'leave', actionType: 'run_chain', input: { chainId: takesAway } }]);
  const grant = await startActionFlow(owner, { chainId: gives, subjectId });
  await inStatus(test, grant.id, 'WAITING');
  const parent = await startActionFlow(owner, { chainId: leaving.id, subjectId });
  const { steps } = await finished(test, parent.id);
  await expectSuperseded(grant.id, String(steps[0]?.output?.flowId));
});

it('what is being given when the removal comes is given first, and taken away then', async () => {
  const { id: subjectId, username } = await person(owner);
  test.desk.hold();
  const grant = await startActionFlow(owner, { chainId: give, subjectId });
  await eventually(() => expect(test.desk.holding).toBe(1));
  const removal = await startActionFlow(owner, { chainId: take, subjectId });
  expect((await inStatus(test, removal.id, 'WAITING')).waiting_for).toContain(grant.id);
  test.desk.release();
  expect(await finished(test, removal.id)).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed' }] });
  expect(await flowState(test, grant.id)).toMatchObject({ status: 'SUCCESS' });
  expect(test.desk.seats.has(username)).toBe(false);
});

it('a removal does not wait for one before it that waits for somebody', async () => {
  const { id: subjectId } = await person(owner);
  const [, takesAway] = await pairThatAsks([ask]);
  const older = await startActionFlow(owner, { chainId: takesAway, subjectId });
  await inStatus(test, older.id, 'WAITING');
  const newer = await startActionFlow(owner, { chainId: takesAway, subjectId });
  expect((await inStatus(test, newer.id, 'WAITING')).waiting_for).toMatch(/^ask: /);
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
