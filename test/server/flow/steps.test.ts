import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { updateActionChain } from '../../../server/src/modules/chain/update.ts';
import { readCallbackUrl } from '../../../server/src/modules/flow/callback/read-url.ts';
import { receiveCallback } from '../../../server/src/modules/flow/callback/receive.ts';
import { approveFlowStep, rejectFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { listFlowApprovals } from '../../../server/src/modules/flow/decide/list-approvals.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { createTask } from '../../../server/src/modules/task/index.ts';
import { eventually } from '../../harness/eventually.ts';
import type { TestTenant } from '../../harness/services.ts';
import { person, refusal, trailOf } from '../directory/setup.ts';
import {
  ask,
  connectDesk,
  type FlowTest,
  finished,
  makeChain,
  outcomesOf,
  runSteps,
  startFlowTest,
  startSteps,
} from './fixture.ts';

let test: FlowTest;
let tenant: TestTenant;
let owner: Context;
let connectionId: string;

beforeAll(async () => {
  test = await startFlowTest();
  tenant = await test.newTenant();
  owner = tenant.owner;
  connectionId = await connectDesk(test, owner);
});

beforeEach(() => test.desk.reset());
afterAll(() => test.close());

const give = (name: unknown, more: object = {}) => ({
  name: 'give',
  connectionId,
  actionType: 'desk_api_give',
  input: { name },
  ...more,
});

describe("a plugin's action as a step", () => {
  it('is performed with what its bindings come to, and tells what it has done', async () => {
    const user = await person(owner, { attributes: { desk: 'north' } });
    const { result: flow, audit } = await trailOf(owner, () =>
      runSteps(
        test,
        owner,
        [
          give({ $text: '{{subject.attributes.desk}}-{{input.floor}}' }),
          { ...give({ $from: 'steps.give.output.id' }), name: 'again' },
        ],
        {
          subjectId: user.id,
          input: { floor: 3 },
        },
      ),
    );
    expect(flow).toMatchObject({ status: 'SUCCESS' });
    expect(outcomesOf(flow)).toEqual([
      ['give', 'changed'],
      ['again', 'noop'],
    ]);
    expect(test.desk.seats).toEqual(new Set(['north-3']));
    expect(flow.steps[1]).toMatchObject({ input: { name: 'north-3' }, reason: 'is taken already' });
    const performed = audit.filter(({ action }) => action === 'action_flow.step_performed');
    expect(performed.map(({ outcome, detail }) => [outcome, detail])).toMatchObject([
      ['changed', { step: 'give', output: { id: 'north-3' } }],
      ['noop', { step: 'again' }],
    ]);
  });

  it('is tried again when the provider is away, after its backoff, and not for what waiting does not make right', async () => {
    test.desk.failNext(503);
    test.desk.failNext(503);
    test.desk.failNext(503);
    test.desk.failNext(503);
    test.desk.failNext(503);
    const flow = await runSteps(test, owner, [
      give('a', { timeoutSeconds: 2, retry: { maxAttempts: 5, backoffSeconds: 0 } }),
    ]);
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed' }] });
    test.desk.failNext(400);
    const wrong = await runSteps(test, owner, [give('b')]);
    expect(wrong).toMatchObject({
      status: 'FAILED',
      steps: [{ status: 'FAILED', error_kind: 'invalid', attempts: 1 }],
    });
  });
});

describe('the condition of a step', () => {
  it('skips it when it does not hold', async () => {
    const when = { value: { $from: 'input.contractor' }, to: true };
    const flow = await runSteps(test, owner, [give('c', { when }), { name: 'end', actionType: 'none' }], {
      input: { contractor: false },
    });
    expect(outcomesOf(flow)).toEqual([
      ['give', 'skipped'],
      ['end', 'noop'],
    ]);
    expect(await runSteps(test, owner, [give('c', { when })], { input: { contractor: true } })).toMatchObject({
      steps: [{ outcome: 'changed' }],
    });
  });
});

describe('a step that sleeps', () => {
  it('says until when, and goes on by itself', async () => {
    const waiting = await startSteps(test, owner, [
      { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
      { name: 'end', actionType: 'none' },
    ]);
    expect(waiting.waiting_for).toMatch(/^rest: sleeps until /);
    const flow = await finished(test, waiting.id);
    expect(flow.status).toBe('SUCCESS');
    const late = (flow.finished_at?.getTime() ?? 0) - (waiting.wake_at?.getTime() ?? 0);
    expect(late).toBeLessThan(1000);
  });
});

describe('a provider that asks to wait', () => {
  it('has the step sleep until then, which is no try that counts', async () => {
    test.desk.failNext(429, 3);
    const more = { timeoutSeconds: 1, retry: { maxAttempts: 1 } };
    const waiting = await startSteps(test, owner, [give('w', more)]);
    expect(waiting.waiting_for).toContain('its provider, which asks to wait until');
    const done = await finished(test, waiting.id);
    expect(done).toMatchObject({ status: 'SUCCESS', steps: [{ attempts: 2, outcome: 'changed' }] });
  });
});

describe('a step that waits for a condition', () => {
  const until = (more: object = {}) => ({
    name: 'until',
    actionType: 'wait_condition',
    input: {
      connectionId,
      actionType: 'desk_api_read',
      input: { name: 'd' },
      path: 'taken',
      equals: true,
      everySeconds: 1,
      ...more,
    },
  });

  it('looks again until it holds', async () => {
    const waiting = await startSteps(test, owner, [until()]);
    expect(waiting.waiting_for).toMatch(/taken to be true.*at the last look, taken is false/);
    test.desk.seats.add('d');
    expect(await finished(test, waiting.id)).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { output: { taken: true } } }],
    });
  });

  it('fails at its deadline', async () => {
    const flow = await runSteps(test, owner, [until({ deadlineSeconds: 1 })]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'deadline' }] });
  });
});

describe('a step that waits for a callback', () => {
  const wait = { name: 'reply', actionType: 'callback', input: { message: 'the registry' } };
  const call = (token: string, body: object = {}) =>
    receiveCallback(test.services, { token, body: body as never, requestId: 'x' });
  const tokenOf = (url: string | null) => url?.split('/').at(-1) ?? '';

  it('goes on with what was posted to its URL, which works once', async () => {
    const { id, steps } = await startSteps(test, owner, [wait]);
    const token = tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? ''));
    await call(token, { number: 7 });
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', steps: [{ output: { body: { number: 7 } } }] });
    expect(await refusal(() => call(token))).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await readCallbackUrl(owner, steps[0]?.id ?? '')).toBeNull();
    expect(await refusal(() => call(`${token}x`))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not say that there is no such URL when it cannot tell', async () => {
    const { id, steps } = await startSteps(test, owner, [wait]);
    const token = tokenOf(await readCallbackUrl(owner, steps[0]?.id ?? ''));
    const operator = new pg.Client(test.database.url);
    await operator.connect();
    await operator.query('BEGIN');
    await operator.query('SELECT FROM action_flows WHERE id = $1 FOR UPDATE', [id]);
    let isRefused = false;
    const refused = refusal(() => call(token)).finally(() => {
      isRefused = true;
    });
    // Workers may wait for the row as well.
    await eventually(async () => {
      await operator.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'joinery_app' AND wait_event_type = 'Lock'`,
      );
      expect(isRefused).toBe(true);
    });
    expect(await refused).not.toMatchObject({ code: 'NOT_FOUND' });
    await operator.query('ROLLBACK');
    await operator.end();
    await call(token);
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('takes a call that comes before it waits, and its URL is known to earlier steps and kept nowhere', async () => {
    const before = { ...give({ $text: 'x{{steps.reply.callbackUrl}}' }), name: 'tell', actionType: 'desk_api_read' };
    const { id, steps } = await startSteps(test, owner, [
      { name: 'rest', actionType: 'sleep', input: { seconds: 1 } },
      before,
      wait,
    ]);
    await call(tokenOf(await readCallbackUrl(owner, steps[2]?.id ?? '')), { early: true });
    const flow = await finished(test, id);
    expect(flow.steps[2]).toMatchObject({ outcome: 'changed', output: { body: { early: true } } });
    expect(JSON.stringify(flow)).not.toContain('jn_cb_');
  });

  it('fails when nobody calls in time', async () => {
    const flow = await runSteps(test, owner, [{ ...wait, input: { expiresInSeconds: 1 } }]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'deadline' }] });
  });
});

describe('a step that asks for an approval', () => {
  const asks = (input: object) => ({ name: 'boss', actionType: 'approval', input: { message: 'a seat?', ...input } });

  it('goes on when one of those whom it names says yes, and nobody else may', async () => {
    const [boss, other] = [await tenant.actor('MEMBER'), await tenant.actor('MEMBER')];
    const { result, events } = await trailOf(owner, () =>
      startSteps(test, owner, [asks({ userIds: [boss.actor.id] }), give('e')]),
    );
    const { id, steps } = result;
    const asked = { flow_id: id, step_name: 'boss', reason: expect.stringContaining('a seat?') };
    expect(events).toMatchObject([{ type: 'action_flow.approval_needed', data: asked }]);
    const stepId = steps[0]?.id ?? '';
    expect(await listFlowApprovals(boss)).toMatchObject([{ stepId, flowId: id, message: 'a seat?' }]);
    expect(await listFlowApprovals(other)).toEqual([]);
    expect(await refusal(() => approveFlowStep(other, stepId))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(() => approveFlowStep(owner, stepId))).toMatchObject({ code: 'FORBIDDEN' });
    const { audit } = await trailOf(owner, () => approveFlowStep(boss, stepId, 'fine'));
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'action_flow.step_approved', actorEmail: boss.actor.email }),
    );
    expect(await finished(test, id)).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { decision: 'approved', by: boss.actor.email, comment: 'fine' } }, { outcome: 'changed' }],
    });
    expect(await refusal(() => approveFlowStep(boss, stepId))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('fails when somebody says no, and what comes after it is not done', async () => {
    const { id, steps } = await startSteps(test, owner, [asks({ role: 'ADMIN' }), give('f')]);
    await rejectFlowStep(await tenant.actor('ADMIN'), steps[0]?.id ?? '', 'no room');
    const flow = await finished(test, id);
    expect(flow).toMatchObject({ status: 'FAILED', error: expect.stringContaining('no room') });
    expect(outcomesOf(flow)).toEqual([
      ['boss', 'failed'],
      ['give', 'skipped'],
    ]);
    expect(test.desk.requests).toEqual([]);
  });

  it('does at its deadline what it says', async () => {
    const late = { role: 'ADMIN', deadlineSeconds: 1 };
    expect(await runSteps(test, owner, [asks(late)])).toMatchObject({ status: 'FAILED' });
    expect(await runSteps(test, owner, [asks({ ...late, onDeadline: 'APPROVE' })])).toMatchObject({
      status: 'SUCCESS',
      steps: [{ output: { decision: 'expired' } }],
    });
  });
});

describe('steps on the directory', () => {
  it('add and remove members, and find what is so already', async () => {
    const user = await person(owner);
    const group = await createGroup(owner, { name: 'desk users' });
    const ends = { groupId: group.id, userId: { $from: 'subject.id' } };
    const step = (name: string, actionType: string) => ({ name, actionType, input: ends });
    const flow = await runSteps(
      test,
      owner,
      [
        step('add', 'directory_add_group_member'),
        step('again', 'directory_add_group_member'),
        step('remove', 'directory_remove_group_member'),
        { name: 'off', actionType: 'directory_deactivate_user', input: { userId: { $from: 'subject.id' } } },
        { name: 'on', actionType: 'directory_activate_user', input: { userId: { $from: 'subject.id' } } },
      ],
      { subjectId: user.id },
    );
    expect(outcomesOf(flow)).toEqual([
      ['add', 'changed'],
      ['again', 'noop'],
      ['remove', 'changed'],
      ['off', 'changed'],
      ['on', 'changed'],
    ]);
  });

  it('fail for what there is not', async () => {
    const group = await createGroup(owner, { name: 'nobody' });
    const userId = group.id;
    await addGroupMember(owner, { groupId: group.id, userId: (await person(owner)).id });
    const flow = await runSteps(test, owner, [
      {
        name: 'add',
        actionType: 'directory_add_group_member',
        input: { groupId: group.id, userId },
        retry: { maxAttempts: 1 },
      },
    ]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'not_found' }] });
  });
});

describe('a step that runs a task', () => {
  it("waits for the run, and has the script's answer", async () => {
    const script = "export default async function run(): Promise<string> { return 'hello'; }\n";
    const task = await createTask(owner, { name: 'greet', scheduleType: 'ONCE', script });
    const flow = await runSteps(test, owner, [{ name: 'greet', actionType: 'run_task', input: { taskId: task.id } }]);
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ outcome: 'changed', output: { output: 'hello' } }] });
    expect(await ask(test, 'SELECT 1 FROM task_runs WHERE task_id = $1', [task.id])).toHaveLength(1);
  });
});

describe('a step that runs a chain', () => {
  it('waits for its flow, and has what its steps have answered', async () => {
    const inner = await makeChain(owner, [give({ $from: 'input.seat' })]);
    const flow = await runSteps(test, owner, [
      { name: 'inner', actionType: 'run_chain', input: { chainId: inner.id, input: { seat: 'g' } } },
    ]);
    expect(flow).toMatchObject({
      status: 'SUCCESS',
      steps: [{ outcome: 'changed', output: { outputs: { give: { id: 'g' } } } }],
    });
  });

  it('says what does not fit when that chain has come to take something else', async () => {
    const inner = await makeChain(owner, [{ name: 'rest', actionType: 'none' }]);
    const outer = await makeChain(owner, [
      { name: 'inner', actionType: 'run_chain', input: { chainId: inner.id, input: { seat: 'g' } } },
    ]);
    const properties = { seat: { type: 'integer' }, floor: { type: 'string' } };
    await updateActionChain(owner, inner.id, { inputSchema: { type: 'object', properties, required: ['floor'] } });
    const { id } = await startActionFlow(owner, { chainId: outer.id });
    const takes = 'the chain that it runs takes seat, floor (required)';
    expect(await finished(test, id)).toMatchObject({
      status: 'FAILED',
      steps: [
        {
          error_kind: 'invalid',
          error: `input.floor: is required; ${takes}; input.seat: must be integer; ${takes}`,
        },
      ],
    });
  });

  it('fails when that flow does, with its error', async () => {
    test.desk.failNext(400);
    const inner = await makeChain(owner, [give('h')]);
    const flow = await runSteps(test, owner, [
      { name: 'inner', actionType: 'run_chain', input: { chainId: inner.id } },
    ]);
    expect(flow).toMatchObject({ status: 'FAILED', steps: [{ error: 'give: answered 400' }] });
  });
});

describe('what an API client sees of a waiting flow', () => {
  it('says what it waits for', async () => {
    const waiting = await startSteps(test, owner, [{ name: 'rest', actionType: 'sleep', input: { seconds: 3600 } }]);
    await eventually(() =>
      expect(waiting.steps[0]).toMatchObject({ status: 'WAITING', waiting_until: waiting.wake_at }),
    );
  });
});
