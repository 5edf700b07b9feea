import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { setTaskConfig } from '../../../server/src/modules/task/config.ts';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { confirmRun } from '../../../server/src/modules/task/run/confirm.ts';
import { readRun } from '../../../server/src/modules/task/run/list.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { waitingState } from '../../../server/src/modules/task/run/waiting-state.ts';
import { eventually } from '../../harness/eventually.ts';
import { person } from '../directory/setup.ts';
import {
  ask,
  finished,
  inStatus,
  makeTask,
  runNow,
  runState,
  runsOf,
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

/** What a client is told that a run waits for, and until when. */
async function waitOf(ctx: Context, runId: string) {
  return waitingState(ctx, await readRun(ctx, runId));
}

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
    const reason = 'its tenant has 2 runs under way, as many as it may have at once';
    // At once, and not only when a worker has looked at it; then its row says so, too, to those who watch.
    expect(await waitOf(owner, waiting)).toEqual({ reason, nextEligibleAt: expect.any(Date) });
    await eventually(async () => {
      const { status, waiting_reason: told } = await runState(test, waiting);
      expect([status, told]).toEqual(['PENDING', reason]);
    });

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

describe('a run that is held behind another of its task', () => {
  const REMOVE = scriptOf(`
    const [user, group] = config.getList('ends');
    await idp.removeUserFromGroup(user ?? '', group ?? '');
    return 'removed';`);

  it('waits for its turn, for a person while that one is parked, and says which', async () => {
    const { owner } = await test.newTenant();
    const [user, group] = await Promise.all([person(owner), createGroup(owner, { name: 'left' })]);
    await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const task = await makeTask(owner, REMOVE, { overlapPolicy: 'QUEUE', removalCap: { maxPerRun: 0 } });
    await setTaskConfig(owner, task.id, [{ key: 'ends', value: `${user.id},${group.id}` }]);

    const first = await runTask(owner, task.id);
    const second = await runTask(owner, task.id);
    expect(second).toMatchObject({ status: 'PENDING', isHeld: true });
    expect(await finished(test, first.id)).toMatchObject({ status: 'WAITING_CONFIRMATION' });
    expect(await waitOf(owner, first.id)).toEqual({
      reason: 'it would remove more than 0 in one run',
      nextEligibleAt: null,
    });
    expect(await waitOf(owner, second.id)).toEqual({
      reason: 'waits until somebody has decided about the removals of a run of this task before it',
      nextEligibleAt: null,
    });
    await confirmRun(owner, first.id);
    expect(await finished(test, first.id)).toMatchObject({ status: 'SUCCESS', output: 'removed' });
    // There is nothing left to remove, so this one passes.
    expect(await finished(test, second.id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('names a time again once the parked one goes on', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, LONG, { overlapPolicy: 'QUEUE' });
    const parked = await runTask(owner, task.id);
    await inStatus(test, parked.id, 'RUNNING');
    await ask(test, `UPDATE task_runs SET status = 'WAITING_CONFIRMATION', claim = claim + 1 WHERE id = $1`, [
      parked.id,
    ]);
    const held = await runTask(owner, task.id);
    expect(await waitOf(owner, held.id)).toMatchObject({ nextEligibleAt: null });
    await confirmRun(owner, parked.id);
    expect(await waitOf(owner, held.id)).toEqual({
      reason: 'waits until the runs of this task before it have ended',
      nextEligibleAt: expect.any(Date),
    });
    await cancelRun(owner, held.id);
    await cancelRun(owner, parked.id);
    expect(await waitOf(owner, held.id)).toBeNull();
  });
});

describe('a task whose time comes', () => {
  it('fires within a second of it, and begins no sooner than its jitter says', async () => {
    const { owner } = await test.newTenant();
    const yearly = { scheduleType: 'CRON', cronExpression: '0 0 1 1 *' };
    const prompt = await makeTask(owner, QUICK, yearly);
    const spread = await Promise.all([1, 2, 3].map(() => makeTask(owner, QUICK, { ...yearly, jitterSeconds: 3600 })));
    const ids = [prompt, ...spread].map(({ id }) => id);
    const tick = new Date(Date.now() + 1500);
    await ask(test, 'UPDATE tasks SET next_run_at = $1 WHERE id = ANY($2)', [tick, ids]);
    owner.signals.raise('tasks', [owner.tenantId]);

    await eventually(async () => expect(await runsOf(test, prompt.id)).toMatchObject([{ status: 'SUCCESS' }]));
    const runs = (await Promise.all(ids.map((id) => runsOf(test, id)))).flat();
    expect(runs).toHaveLength(4);
    for (const { created_at: at } of runs) {
      expect(at.getTime() - tick.getTime()).toBeGreaterThanOrEqual(0);
      expect(at.getTime() - tick.getTime()).toBeLessThan(1000);
    }
    const waiting = runs.filter(({ status }) => status === 'PENDING');
    expect(waiting.length).toBeGreaterThan(0);
    for (const { id, next_eligible_at: at } of waiting) {
      const reason = 'starts of this task are spread over some seconds';
      expect(await waitOf(owner, id)).toEqual({ reason, nextEligibleAt: at });
    }
    await ask(test, 'UPDATE task_runs SET next_eligible_at = now() WHERE id = ANY($1)', [waiting.map(({ id }) => id)]);
    for (const { id } of waiting) expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS' });
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
