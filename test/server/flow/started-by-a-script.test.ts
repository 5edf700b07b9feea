import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createTask } from '../../../server/src/modules/task/index.ts';
import { applyPlan } from '../../../server/src/modules/task/run/apply-plan.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, refusal } from '../directory/setup.ts';
import { ask, type FlowTest, finished, makeChain, startFlowTest } from './fixture.ts';

let test: FlowTest;

beforeAll(async () => {
  test = await startFlowTest();
});

afterAll(() => test.close());

interface Run {
  status: string;
  output: string;
  error: string | null;
}

async function ended(id: string): Promise<Run> {
  return eventually(async () => {
    const [run] = await ask<Run>(test, 'SELECT status, output, error FROM task_runs WHERE id = $1', [id]);
    if (!run || ['PENDING', 'RUNNING'].includes(run.status)) throw new Error('it goes on');
    return run;
  });
}

const flowsOf = (chainId: string) =>
  ask<{ id: string; trigger: string; input: object; subject: { email: string }; actor_id: string }>(
    test,
    'SELECT id, trigger, input, subject, actor_id FROM action_flows WHERE chain_id = $1',
    [chainId],
  );

const effectsOf = (runId: string) =>
  ask<{ kind: string; summary: string; outcome: string; error: string | null }>(
    test,
    'SELECT kind, summary, outcome, error FROM task_run_effects WHERE run_id = $1 ORDER BY number',
    [runId],
  );

let count = 0;

function taskOf(owner: Context, call: string) {
  count += 1;
  const script = `import { flows } from "joinery";
    export default async function run(): Promise<string> { const flow = await ${call}; return flow.id + " " + flow.chainName; }`;
  return createTask(owner, { name: `starts ${count}`, scheduleType: 'ONCE', script });
}

describe('a flow that a script starts', () => {
  it('runs by the name of its chain, as an effect of the task', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [{ name: 'nothing', actionType: 'none' }]);
    const user = await person(owner);
    const call = `flows.start(${JSON.stringify(chain.name)}, { seat: "a" }, { subjectId: "${user.id}" })`;
    const task = await taskOf(owner, call);
    const run = await runTask(owner, task.id);
    expect(await ended(run.id)).toMatchObject({ status: 'SUCCESS', error: null });
    const [flow] = await flowsOf(chain.id);
    expect(flow).toMatchObject({
      trigger: 'TASK',
      input: { seat: 'a' },
      subject: { email: user.email },
      actor_id: task.id,
    });
    expect(await finished(test, flow?.id ?? '')).toMatchObject({ status: 'SUCCESS' });
    expect(await effectsOf(run.id)).toMatchObject([
      { kind: 'flow.start', outcome: 'changed', summary: `flow.start ${chain.name} for ${user.email}` },
    ]);
  });

  it('is only planned in a plan, and started once that is applied', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [{ name: 'nothing', actionType: 'none' }]);
    const task = await taskOf(owner, `flows.start("${chain.id}")`);
    const plan = await runTask(owner, task.id, 'PLAN');
    expect(await ended(plan.id)).toMatchObject({ status: 'SUCCESS' });
    expect(await effectsOf(plan.id)).toMatchObject([{ kind: 'flow.start', outcome: 'planned' }]);
    expect(await flowsOf(chain.id)).toEqual([]);
    const applied = await applyPlan(owner, plan.id);
    expect(await ended(applied.id)).toMatchObject({ status: 'SUCCESS', error: null });
    expect(await flowsOf(chain.id)).toHaveLength(1);
  });

  it('is refused for a chain that is not there, or is of another tenant, and the run says so', async () => {
    const [{ owner }, { owner: stranger }] = [await test.newTenant(), await test.newTenant()];
    const chain = await makeChain(stranger, [{ name: 'nothing', actionType: 'none' }]);
    const run = await runTask(owner, (await taskOf(owner, `flows.start("${chain.id}")`)).id);
    expect(await ended(run.id)).toMatchObject({
      status: 'ERROR',
      error: expect.stringContaining('there is no action chain'),
    });
    expect(await effectsOf(run.id)).toMatchObject([{ outcome: 'failed', error: expect.stringMatching(/^NOT_FOUND/) }]);
    expect(await refusal(() => runTask(stranger, run.id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
