import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { eventually } from '../../harness/eventually.ts';
import {
  ask,
  finished,
  inStatus,
  makeTask,
  type RunState,
  runState,
  runsOf,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

/*
 * Several triggers of one task at once, from several processes, with several workers. A failure here means that two runs
 * of a task that must not overlap did, or that a trigger was lost without a trace.
 */

let test: TaskTest;
const TRIGGERS = 8;

beforeAll(async () => {
  test = await startTaskTest({ workers: 3 });
});

afterAll(() => test.close());

const BRIEF = scriptOf(`await new Promise((next) => setTimeout(() => next(null), 60)); return 'done';`);
const ENDLESS = scriptOf(`for (;;) { /* until it is stopped */ }`);

/** Sets a task off from many sides in the same moment. */
function triggerAtOnce(ctx: Context, taskId: string) {
  return Promise.all(Array.from({ length: TRIGGERS }, () => runTask(ctx, taskId)));
}

function allOver(taskId: string): Promise<RunState[]> {
  return eventually(async () => {
    const runs = await runsOf(test, taskId);
    expect(runs.filter(({ status }) => status === 'PENDING' || status === 'RUNNING')).toEqual([]);
    return runs;
  });
}

const statuses = (runs: readonly RunState[]) => runs.map(({ status }) => status);

/** Whether any two of the runs were under way at the same time. */
function overlaps(runs: readonly RunState[]): boolean {
  const spans = runs
    .filter(({ started_at: startedAt }) => startedAt !== null)
    .map(({ started_at, finished_at }) => ({ from: started_at as Date, to: finished_at as Date }))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  return spans.some(({ from }, index) => index > 0 && from < (spans[index - 1]?.to ?? from));
}

describe('with ALLOW', () => {
  it('every trigger runs, side by side', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, BRIEF, { overlapPolicy: 'ALLOW' });
    await triggerAtOnce(owner, task.id);
    const runs = await allOver(task.id);
    expect(statuses(runs)).toEqual(Array.from({ length: TRIGGERS }, () => 'SUCCESS'));
    expect(overlaps(runs)).toBe(true);
  });
});

describe('with SKIP', () => {
  it('one runs, and each of the others leaves a cancelled run that says why', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, ENDLESS, { overlapPolicy: 'SKIP' });
    const triggered = await triggerAtOnce(owner, task.id);
    const [active, ...more] = triggered.filter(({ status }) => status === 'PENDING');
    expect(more).toEqual([]);
    const dropped = triggered.filter(({ status }) => status === 'CANCELLED');
    expect(dropped).toHaveLength(TRIGGERS - 1);
    for (const { cancelReason } of dropped) expect(cancelReason).toContain(`skipped: run ${active?.id} of this task`);
    await inStatus(test, active?.id ?? '', 'RUNNING');
    expect((await runTask(owner, task.id)).cancelReason).toBe(`skipped: run ${active?.id} of this task is under way`);
    await cancelRun(owner, active?.id ?? '');
    expect((await runTask(owner, task.id)).status).toBe('PENDING');
    for (const run of await runsOf(test, task.id)) if (run.status !== 'CANCELLED') await cancelRun(owner, run.id);
  });
});

describe('with QUEUE', () => {
  it('every trigger runs, one after the other, in the order of the triggers', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, BRIEF, { overlapPolicy: 'QUEUE' });
    await triggerAtOnce(owner, task.id);
    const held = (await runsOf(test, task.id)).filter(({ waiting_reason: reason }) => reason?.includes('before it'));
    expect(held.length).toBeGreaterThan(0);
    for (const run of held) expect(run.next_eligible_at).toBeInstanceOf(Date);
    const runs = await allOver(task.id);
    expect(statuses(runs)).toEqual(Array.from({ length: TRIGGERS }, () => 'SUCCESS'));
    expect(overlaps(runs)).toBe(false);
    const starts = runs.map(({ started_at: startedAt }) => startedAt?.getTime());
    expect(starts).toEqual([...starts].sort());
  });

  it('the next one goes when the one before it is cancelled', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, ENDLESS, { overlapPolicy: 'QUEUE' });
    const first = await runTask(owner, task.id);
    const second = await runTask(owner, task.id);
    const third = await runTask(owner, task.id);
    await inStatus(test, first.id, 'RUNNING');
    await cancelRun(owner, first.id);
    await inStatus(test, second.id, 'RUNNING');
    expect((await runsOf(test, task.id)).at(-1)).toMatchObject({ id: third.id, status: 'PENDING' });
    await cancelRun(owner, second.id);
    await inStatus(test, third.id, 'RUNNING');
    await cancelRun(owner, third.id);
  });

  it('a held run is found when whoever had to let it go did not', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, BRIEF, { overlapPolicy: 'QUEUE' });
    const first = await runTask(owner, task.id);
    await finished(test, first.id);
    await ask(
      test,
      `INSERT INTO task_runs (tenant_id, id, task_id, script_version, trigger, is_held, waiting_reason)
       SELECT tenant_id, gen_random_uuid(), task_id, script_version, trigger, true, 'left behind' FROM task_runs WHERE id = $1`,
      [first.id],
    );
    expect(statuses(await allOver(task.id))).toEqual(['SUCCESS', 'SUCCESS']);
  });
});

describe('with REPLACE', () => {
  it('the active run is stopped, says which one came in its place, and that one starts at once', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, ENDLESS, { overlapPolicy: 'REPLACE' });
    const first = await runTask(owner, task.id);
    await inStatus(test, first.id, 'RUNNING');
    const second = await runTask(owner, task.id);
    expect(await finished(test, first.id)).toMatchObject({
      status: 'CANCELLED',
      cancel_reason: `replaced by run ${second.id}`,
    });
    await inStatus(test, second.id, 'RUNNING');
    await eventually(() => expect(test.sandbox.stats().running).toBe(1));
    expect(await runState(test, second.id)).toMatchObject({ status: 'RUNNING' });
    await cancelRun(owner, second.id);
  });

  it('of many triggers at once, exactly one run is left', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, ENDLESS, { overlapPolicy: 'REPLACE' });
    await triggerAtOnce(owner, task.id);
    const runs = await runsOf(test, task.id);
    const left = runs.filter(({ status }) => status !== 'CANCELLED');
    expect(left).toHaveLength(1);
    const ids = new Set(runs.map(({ id }) => id));
    for (const { cancel_reason: reason } of runs.filter(({ status }) => status === 'CANCELLED')) {
      expect(ids).toContain(reason?.replace('replaced by run ', ''));
    }
    await inStatus(test, left[0]?.id ?? '', 'RUNNING');
    await cancelRun(owner, left[0]?.id ?? '');
    await eventually(() => expect(test.sandbox.stats().running).toBe(0));
  });
});
