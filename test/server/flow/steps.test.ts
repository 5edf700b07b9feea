import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { updateActionChain } from '../../../server/src/modules/chain/update.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { createTask } from '../../../server/src/modules/task/index.ts';
import { person, trailOf } from '../directory/setup.ts';
import {
  ask,
  connectDesk,
  type FlowTest,
  finished,
  giving,
  makeChain,
  outcomesOf,
  runSteps,
  startFlowTest,
  startSteps,
} from './fixture.ts';

let test: FlowTest;
let owner: Context;
let give: ReturnType<typeof giving>;

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
  give = giving(await connectDesk(test, owner));
});

beforeEach(() => test.desk.reset());
afterAll(() => test.close());

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
