import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { readRun } from '../../../server/src/modules/task/run/list.ts';
import { nextEligibleAt } from '../../../server/src/modules/task/run/next-eligible.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { eventually } from '../../harness/eventually.ts';
import {
  ask,
  finished,
  inStatus,
  makeTask,
  runNow,
  runState,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

/* What keeps a run waiting, and that it says so. */

let test: TaskTest;
const MOST = 2;
const LONG = scriptOf(`await new Promise((next) => setTimeout(() => next(null), 20_000)); return 'long';`);
const QUICK = scriptOf(`return 'quick';`);

beforeAll(async () => {
  test = await startTaskTest({ workers: 2, config: { runsPerTenant: MOST } });
});

afterAll(() => test.close());

describe('a tenant that has all the runs under way that it may have', () => {
  it('waits with the rest, says why and until when, and keeps nobody else waiting', async () => {
    const { owner, tenantId } = await test.newTenant();
    const task = await makeTask(owner, LONG);
    const runs = [];
    for (let count = 0; count < MOST + 1; count += 1) {
      const { id } = await runTask(owner, task.id);
      runs.push(id);
      if (count < MOST) await inStatus(test, id, 'RUNNING');
    }
    const waiting = runs.at(-1) ?? '';
    await eventually(async () => {
      const { status, waiting_reason: reason } = await runState(test, waiting);
      expect([status, reason]).toEqual(['PENDING', 'its tenant has 2 runs under way, as many as it may have at once']);
    });
    const row = await readRun(owner, waiting);
    expect(nextEligibleAt(row, new Date())).toBeInstanceOf(Date);

    const { owner: other } = await test.newTenant();
    const quick = await makeTask(other, QUICK);
    expect(await runNow(test, other, quick.id)).toMatchObject({ status: 'SUCCESS' });

    await cancelRun(owner, runs[0] ?? '');
    await inStatus(test, waiting, 'RUNNING');
    const [{ count } = { count: 0 }] = await ask<{ count: number }>(
      test,
      `SELECT count(*)::int AS count FROM task_runs WHERE tenant_id = $1 AND status = 'RUNNING'`,
      [tenantId],
    );
    expect(count).toBe(MOST);
    for (const id of runs.slice(1)) await cancelRun(owner, id);
  });
});

describe('a task with runner labels', () => {
  it('waits for a worker that has all of them', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, QUICK, { runnerLabels: ['gpu', 'eu'] });
    const { id } = await runTask(owner, task.id);
    await eventually(async () => {
      const { status, waiting_reason: reason } = await runState(test, id);
      expect([status, reason]).toEqual(['PENDING', 'waits for a runner with the labels gpu, eu']);
    });
    await test.startWorker({ runnerLabels: ['eu', 'gpu', 'large'] });
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', output: 'quick' });
  });
});

describe('a run whose signal was lost', () => {
  it('is found by its job', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, QUICK);
    // As a node would that dies between its commit and its signal.
    const signals = { ...owner.signals, raise: () => undefined };
    const { id } = await runTask({ ...owner, signals }, task.id);
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
  });
});
