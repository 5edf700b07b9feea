import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { rejectFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { confirmFlowStep, retryFlowStep, skipFlowStep } from '../../../server/src/modules/flow/decide/take-up.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { compensateActionFlow } from '../../../server/src/modules/flow/run/undo.ts';
import { sweep } from '../../../server/src/modules/retention/sweep.ts';
import { updateTenantSettings } from '../../../server/src/modules/tenant/update-settings.ts';
import { eventually } from '../../harness/eventually.ts';
import { refusal, trailOf } from '../directory/setup.ts';
import {
  ask,
  connectDesk,
  type FlowTest,
  finished,
  flowState,
  inStatus,
  makeChain,
  outcomesOf,
  runSteps,
  startFlowTest,
  startSteps,
} from './fixture.ts';

let test: FlowTest;
let owner: Context;
let connectionId: string;

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
  connectionId = await connectDesk(test, owner);
});

beforeEach(() => {
  test.desk.release();
  test.desk.reset();
});
afterAll(() => test.close());

const asApiToken = (ctx: Context): Context => ({ ...ctx, actor: { ...ctx.actor, kind: 'api_token' } });

const step = (name: string, action: string, more: object = {}) => ({
  name,
  connectionId,
  actionType: `desk_api_${action}`,
  input: { name },
  retry: { maxAttempts: 1 },
  ...more,
});

describe('a step that fails for good', () => {
  it('stops the flow, which tells of it once', async () => {
    const { result: flow, events } = await trailOf(owner, async () => {
      test.desk.failNext(400);
      return runSteps(test, owner, [step('a', 'give'), step('b', 'give')]);
    });
    expect(flow).toMatchObject({ status: 'FAILED', error: 'a: answered 400' });
    expect(outcomesOf(flow)).toEqual([
      ['a', 'failed'],
      ['b', 'skipped'],
    ]);
    expect(flow.steps[1]?.reason).toBe('the flow has stopped at a');
    expect(events).toMatchObject([
      { type: 'action_flow.failed', data: { flow_id: flow.id, step_name: 'a', status: 'failed' } },
    ]);
  });

  it('is passed over where the chain says so', async () => {
    test.desk.failNext(400);
    const flow = await runSteps(test, owner, [step('a', 'give', { onFailure: 'CONTINUE' }), step('b', 'give')]);
    expect(flow).toMatchObject({ status: 'SUCCESS', error: 'went on without a: answered 400' });
    expect(test.desk.seats).toEqual(new Set(['b']));
  });

  it('has everything before it undone, in reverse order, and nothing that was there before', async () => {
    test.desk.seats.add('b');
    const wrong = step('d', 'give', { input: { name: 'full' }, onFailure: 'COMPENSATE' });
    const chain = await makeChain(owner, [
      step('a', 'give'),
      step('b', 'give'),
      step('c', 'letter'),
      step('e', 'give'),
      wrong,
    ]);
    const { id } = await startActionFlow(owner, { chainId: chain.id });
    await eventually(() => expect(test.desk.requests).toContain('PUT /seats/e'));
    const flow = await finished(test, id);
    expect(outcomesOf(flow).slice(5)).toEqual([
      ['undo_e', 'changed'],
      ['undo_c', 'skipped'],
      ['undo_a', 'changed'],
    ]);
    expect(flow.steps[6]?.reason).toBe('desk_api_letter has no inverse: what it did stays');
    expect(flow).toMatchObject({ status: 'COMPENSATED', error: expect.stringMatching(/^d: /) });
    expect(test.desk.seats).toEqual(new Set(['b']));
    expect(test.desk.requests.filter((request) => request.startsWith('DELETE'))).toEqual([
      'DELETE /seats/e',
      'DELETE /seats/a',
    ]);
  });

  it('can be tried again by a person, and the flow goes on behind it', async () => {
    test.desk.failNext(400);
    const { id, steps } = await runSteps(test, owner, [step('a', 'give'), step('b', 'give')]);
    const { audit } = await trailOf(owner, () => retryFlowStep(owner, steps[0]?.id ?? ''));
    expect(audit).toContainEqual(expect.objectContaining({ action: 'action_flow.step_retried' }));
    const flow = await finished(test, id);
    expect(flow).toMatchObject({ status: 'SUCCESS', error: null });
    expect(test.desk.seats).toEqual(new Set(['a', 'b']));
  });

  it('can be skipped by a person who says why', async () => {
    test.desk.failNext(400);
    const { id, steps } = await runSteps(test, owner, [step('a', 'give'), step('b', 'give')]);
    expect(await refusal(async () => skipFlowStep(owner, steps[0]?.id ?? '', ' '))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await skipFlowStep(owner, steps[0]?.id ?? '', 'done by hand');
    const flow = await finished(test, id);
    expect(flow.steps[0]).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringMatching(/^done by hand \(owner@/),
    });
    expect(test.desk.seats).toEqual(new Set(['b']));
  });
});

describe('a step that asks people', () => {
  const asks = { name: 'boss', actionType: 'approval', input: { message: 'a seat?', role: 'ADMIN' } };

  it('is passed over by people only, before it is answered and after', async () => {
    const { id, steps } = await startSteps(test, owner, [asks, step('a', 'give')]);
    const stepId = steps[0]?.id ?? '';
    const skip = (ctx: Context) => skipFlowStep(ctx, stepId, 'it is late');
    expect(await refusal(() => skip(asApiToken(owner)))).toMatchObject({ code: 'FORBIDDEN' });
    await rejectFlowStep(owner, stepId);
    await finished(test, id);
    expect(await refusal(() => skip(asApiToken(owner)))).toMatchObject({ code: 'FORBIDDEN' });
    expect(test.desk.seats).toEqual(new Set());
    await skip(owner);
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('a step of which nobody knows whether it has happened', () => {
  it('waits for a person instead of being repeated', async () => {
    test.desk.failNext(503);
    const waiting = await startSteps(test, owner, [
      step('a', 'letter', { retry: { maxAttempts: 5, backoffSeconds: 0 } }),
    ]);
    expect(waiting).toMatchObject({
      wake_at: null,
      steps: [{ status: 'WAITING', waiting_for: expect.stringMatching(/whether it has happened/) }],
    });
    await retryFlowStep(owner, waiting.steps[0]?.id ?? '');
    expect(await finished(test, waiting.id)).toMatchObject({ status: 'SUCCESS' });
    expect(test.desk.letters).toEqual(['a']);
  });
});

describe('a flow that has ended', () => {
  it('is undone when somebody asks for it, once', async () => {
    const { id } = await runSteps(test, owner, [step('a', 'give'), step('b', 'give')]);
    await compensateActionFlow(owner, id);
    expect(await inStatus(test, id, 'COMPENSATED')).toMatchObject({ error: null });
    expect(test.desk.seats.size).toBe(0);
    expect(await refusal(() => compensateActionFlow(owner, id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('has the flows of its steps undone with it', async () => {
    const inner = await makeChain(owner, [step('x', 'give')]);
    const { id } = await runSteps(test, owner, [
      { name: 'inner', actionType: 'run_chain', input: { chainId: inner.id } },
    ]);
    await compensateActionFlow(owner, id);
    await inStatus(test, id, 'COMPENSATED');
    expect(test.desk.seats.size).toBe(0);
  });
});

describe('a flow that is cancelled', () => {
  it('while it waits, does nothing more', async () => {
    const { id } = await startSteps(test, owner, [
      { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
      step('a', 'give'),
    ]);
    await cancelActionFlow(owner, id);
    expect(await flowState(test, id)).toMatchObject({
      status: 'CANCELLED',
      steps: [{ status: 'SKIPPED' }, { status: 'SKIPPED' }],
    });
    await startSteps(test, owner, [{ name: 'rest', actionType: 'sleep', input: { seconds: 2 } }]).then(
      ({ id: other }) => finished(test, other),
    );
    expect(test.desk.requests).toEqual([]);
  });

  it('in the middle of a step, is stopped, and can be undone', async () => {
    test.desk.hold();
    const chain = await makeChain(owner, [step('a', 'give'), step('b', 'give')]);
    const { id } = await startActionFlow(owner, { chainId: chain.id });
    await eventually(() => expect(test.desk.holding).toBe(1));
    await cancelActionFlow(owner, id);
    await eventually(async () => expect((await flowState(test, id)).steps[0]?.status).not.toBe('RUNNING'));
    test.desk.release();
    expect(await flowState(test, id)).toMatchObject({ status: 'CANCELLED' });
    expect(test.desk.requests).not.toContain('PUT /seats/b');
    // The provider had carried it out, and nobody heard.
    expect(test.desk.seats).toEqual(new Set(['a']));
    await compensateActionFlow(owner, id);
    await inStatus(test, id, 'COMPENSATED');
    expect(test.desk.seats.size).toBe(0);
  });
});

describe('the removals of an hour', () => {
  it('park past the budget, until a person confirms', async () => {
    await updateTenantSettings(owner, { removalsPerHour: 2 });
    for (const name of ['a', 'b', 'c']) test.desk.seats.add(name);
    const { result: parked, events } = await trailOf(owner, () =>
      startSteps(test, owner, [step('a', 'take'), step('b', 'take'), step('c', 'take')]),
    );
    expect(parked.steps.map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS', 'WAITING']);
    expect(parked).toMatchObject({ wake_at: null, waiting_for: expect.stringMatching(/more than 2 removals at desk/) });
    expect(events.map(({ type }) => type)).toEqual(['action_flow.confirmation_needed']);
    expect(test.desk.seats).toEqual(new Set(['c']));
    const confirmed = refusal(() => confirmFlowStep(asApiToken(owner), parked.steps[2]?.id ?? ''));
    expect(await confirmed).toMatchObject({ code: 'FORBIDDEN' });
    await confirmFlowStep(owner, parked.steps[2]?.id ?? '');
    expect(await finished(test, parked.id)).toMatchObject({ status: 'SUCCESS' });
    expect(test.desk.seats.size).toBe(0);
    await updateTenantSettings(owner, { removalsPerHour: null });
  });
});

describe('a plan of a whole chain', () => {
  it('reads for real, writes nothing, and knows what it cannot know', async () => {
    test.desk.seats.add('there');
    const flow = await runSteps(
      test,
      owner,
      [
        step('there', 'give'),
        step('new', 'give'),
        step('read', 'read', { input: { name: 'there' } }),
        step('bound', 'give', { input: { name: { $from: 'steps.new.output.id' } } }),
        { name: 'rest', actionType: 'sleep', input: { seconds: 3600 } },
        { name: 'boss', actionType: 'approval', input: { message: 'x', role: 'ADMIN' } },
      ],
      { mode: 'PLAN' },
    );
    expect(flow.status).toBe('SUCCESS');
    expect(outcomesOf(flow)).toEqual([
      ['there', 'noop'],
      ['new', 'planned'],
      ['read', 'noop'],
      ['bound', 'planned'],
      ['rest', 'planned'],
      ['boss', 'planned'],
    ]);
    expect(flow.steps[3]?.input).toEqual({ name: '(known after apply)' });
    expect(test.desk.seats).toEqual(new Set(['there']));
    expect(test.desk.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
    expect(await refusal(() => compensateActionFlow(owner, flow.id))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });
});

describe('flows that ended longer ago than they are kept', () => {
  it('go with their steps; those that wait stay, however old', async () => {
    const old = await runSteps(test, owner, [step('old', 'read')]);
    const waiting = await startSteps(test, owner, [{ name: 'rest', actionType: 'sleep', input: { seconds: 3600 } }]);
    const past = `created_at = created_at - interval '1 year', finished_at = finished_at - interval '1 year'`;
    await ask(test, `UPDATE action_flows SET ${past} WHERE id = ANY($1)`, [[old.id, waiting.id]]);
    expect(await sweep(test.services)).toMatchObject({ flows: 1 });
    expect(await ask(test, 'SELECT 1 FROM action_flow_steps WHERE flow_id = $1', [old.id])).toEqual([]);
    expect(await flowState(test, waiting.id)).toMatchObject({ status: 'WAITING' });
    await cancelActionFlow(owner, waiting.id);
  });
});
