import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { fireDueTasks, healTimelessTasks } from '../../../server/src/modules/task/engine/fire.ts';
import { readTask } from '../../../server/src/modules/task/list.ts';
import { previewSchedule } from '../../../server/src/modules/task/schedule/preview.ts';
import { updateTask } from '../../../server/src/modules/task/update.ts';
import type { TestTenant } from '../../harness/services.ts';
import { refusal } from '../directory/setup.ts';
import { ask, makeTask, type RunState, runsOf, scriptOf, startTaskTest, type TaskTest } from './fixture.ts';

/* The schedule by an injected clock, without workers: what fires is asked of the scheduler's own step. */

let test: TaskTest;
let tenant: TestTenant;
let now = new Date('2026-03-01T00:00:00Z');
const NOTHING = scriptOf(`return '';`);

beforeAll(async () => {
  test = await startTaskTest({ workers: 0, clock: { now: () => now } });
});
afterAll(() => test.close());

beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00Z');
  tenant = await test.newTenant();
  // Those of other tests, and the built-in ones, keep still.
  await ask(test, 'UPDATE tasks SET enabled = false');
});

const cron = (cronExpression: string, more: object = {}) =>
  makeTask(tenant.owner, NOTHING, { scheduleType: 'CRON', cronExpression, ...more });

/** Moves the clock minute by minute, with three schedulers at work after each. */
async function passTime(until: string): Promise<void> {
  for (; now < new Date(until); now = new Date(now.getTime() + 60_000)) {
    await Promise.all([1, 2, 3].map(() => fireDueTasks(test.services)));
  }
}

const ticksOf = async (taskId: string) =>
  (await runsOf(test, taskId)).map(({ scheduled_for: at }: RunState) => at?.toISOString());

const nextRunOf = async (ctx: Context, id: string) => (await readTask(ctx, id)).nextRunAt?.toISOString() ?? null;

describe('a task with a schedule', () => {
  it('fires at each of its times once, however many schedulers look, and moves on', async () => {
    const task = await cron('*/10 * * * *');
    expect(task.nextRunAt?.toISOString()).toBe('2026-03-01T00:10:00.000Z');
    await passTime('2026-03-01T00:35:00Z');
    expect(await ticksOf(task.id)).toEqual([
      '2026-03-01T00:10:00.000Z',
      '2026-03-01T00:20:00.000Z',
      '2026-03-01T00:30:00.000Z',
    ]);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T00:40:00.000Z');
    expect(await runsOf(test, task.id)).toMatchObject([
      { status: 'PENDING', trigger: 'SCHEDULE', waiting_reason: 'waits for a worker' },
      { status: 'PENDING' },
      { status: 'PENDING' },
    ]);
  });

  it('has fired with all that belongs to it, or not at all: a scheduler that fails leaves nothing behind', async () => {
    const task = await cron('*/10 * * * *');
    now = new Date('2026-03-01T00:10:00Z');
    const queue = {
      ...test.services.queue,
      send: () => Promise.reject(new Error('the job cannot be enqueued')),
    };
    await expect(fireDueTasks({ ...test.services, queue })).rejects.toThrow('cannot be enqueued');
    expect(await runsOf(test, task.id)).toEqual([]);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T00:10:00.000Z');
    await fireDueTasks(test.services);
    expect(await runsOf(test, task.id)).toHaveLength(1);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T00:20:00.000Z');
  });

  const DST = [
    {
      zone: 'Europe/Berlin',
      at: '30 2 * * *',
      from: '2026-03-29T00:00:00Z',
      until: '2026-03-29T04:00:00Z',
      tick: '2026-03-29T01:30:00.000Z',
    },
    {
      zone: 'Europe/Berlin',
      at: '30 2 * * *',
      from: '2026-10-24T23:00:00Z',
      until: '2026-10-25T04:00:00Z',
      tick: '2026-10-25T00:30:00.000Z',
    },
    {
      zone: 'America/New_York',
      at: '30 2 * * *',
      from: '2026-03-08T05:00:00Z',
      until: '2026-03-08T10:00:00Z',
      tick: '2026-03-08T07:30:00.000Z',
    },
    {
      zone: 'America/New_York',
      at: '30 1 * * *',
      from: '2026-11-01T04:00:00Z',
      until: '2026-11-01T09:00:00Z',
      tick: '2026-11-01T05:30:00.000Z',
    },
  ];
  for (const { zone, at, from, until, tick } of DST) {
    it(`fires once when the clock of ${zone} jumps on ${tick.slice(0, 10)}`, async () => {
      now = new Date(from);
      const task = await cron(at, { timeZone: zone });
      await passTime(until);
      expect(await ticksOf(task.id)).toEqual([tick]);
    });
  }

  it('keeps its time while it is disabled, does not fire, and begins anew when it is enabled', async () => {
    const task = await cron('*/10 * * * *');
    await updateTask(tenant.owner, task.id, { enabled: false });
    await passTime('2026-03-01T01:05:00Z');
    expect(await ticksOf(task.id)).toEqual([]);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T00:10:00.000Z');
    await updateTask(tenant.owner, task.id, { enabled: true });
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T01:10:00.000Z');
  });

  it('has another time at once with another expression or zone', async () => {
    const task = await cron('0 5 * * *');
    await updateTask(tenant.owner, task.id, { cronExpression: '0 6 * * *' });
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T06:00:00.000Z');
    await updateTask(tenant.owner, task.id, { timeZone: 'Europe/Berlin' });
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T05:00:00.000Z');
    await updateTask(tenant.owner, task.id, { description: 'the same time' });
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T05:00:00.000Z');
    await updateTask(tenant.owner, task.id, { scheduleType: 'ONCE' });
    expect(await nextRunOf(tenant.owner, task.id)).toBeNull();
  });

  it('that has lost its time is given one', async () => {
    const task = await cron('0 5 * * *');
    await ask(test, 'UPDATE tasks SET next_run_at = NULL WHERE id = $1', [task.id]);
    expect(await healTimelessTasks(test.services)).toBe(1);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T05:00:00.000Z');
    expect(await healTimelessTasks(test.services)).toBe(0);
  });

  it('begins its runs spread by the jitter, and the run says so', async () => {
    const task = await cron('*/10 * * * *', { jitterSeconds: 300 });
    await passTime('2026-03-01T00:11:00Z');
    const [run] = await runsOf(test, task.id);
    const late = (run?.next_eligible_at?.getTime() ?? 0) - Date.parse('2026-03-01T00:10:00Z');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(300_000);
    expect(run?.waiting_reason).toBe(
      late > 0 ? 'starts of this task are spread over some seconds' : 'waits for a worker',
    );

    // The same tick comes always as much later, and no two tasks need to agree.
    await ask(test, 'DELETE FROM task_runs WHERE id = $1', [run?.id]);
    const others = await Promise.all(Array.from({ length: 5 }, () => cron('*/10 * * * *', { jitterSeconds: 300 })));
    const tick = '2026-03-01T00:10:00Z';
    const ids = [task, ...others].map(({ id }) => id);
    await ask(test, 'UPDATE tasks SET next_run_at = $1 WHERE id = ANY($2)', [tick, ids]);
    await fireDueTasks(test.services);
    const times = (await Promise.all(ids.map((id) => runsOf(test, id)))).flat().map((each) => each.next_eligible_at);
    expect(times[0]).toEqual(run?.next_eligible_at);
    expect(new Set(times.map((time) => time?.getTime())).size).toBeGreaterThan(3);
  });
});

describe('ticks that nobody was there for', () => {
  it('are forgotten with SKIP, and one cancelled run says so', async () => {
    const task = await cron('*/10 * * * *');
    now = new Date('2026-03-01T03:05:00Z');
    await fireDueTasks(test.services);
    await passTime('2026-03-01T03:15:00Z');
    expect(await runsOf(test, task.id)).toMatchObject([
      { status: 'CANCELLED', cancel_reason: 'missed: no worker was there at 2026-03-01T00:10:00.000Z' },
      { status: 'PENDING', scheduled_for: new Date('2026-03-01T03:10:00Z') },
    ]);
  });

  it('are made up for with one run with ONCE', async () => {
    const task = await cron('*/10 * * * *', { missedRuns: 'ONCE' });
    now = new Date('2026-03-01T03:05:00Z');
    await fireDueTasks(test.services);
    expect(await runsOf(test, task.id)).toMatchObject([
      { status: 'PENDING', scheduled_for: new Date('2026-03-01T00:10:00Z') },
    ]);
    expect(await nextRunOf(tenant.owner, task.id)).toBe('2026-03-01T03:10:00.000Z');
  });

  it('are only late within a minute, and run', async () => {
    const task = await cron('*/10 * * * *');
    now = new Date('2026-03-01T00:10:45Z');
    await fireDueTasks(test.services);
    expect(await runsOf(test, task.id)).toMatchObject([{ status: 'PENDING' }]);
  });
});

describe('a task that runs once', () => {
  it('at its time does so, late or not, and never again', async () => {
    const task = await makeTask(tenant.owner, NOTHING, { runAt: new Date('2026-03-01T01:00:00Z') });
    now = new Date('2026-03-01T02:00:00Z');
    await fireDueTasks(test.services);
    await passTime('2026-03-01T02:10:00Z');
    expect(await runsOf(test, task.id)).toMatchObject([{ status: 'PENDING', trigger: 'SCHEDULE' }]);
    expect(await nextRunOf(tenant.owner, task.id)).toBeNull();
  });

  it('without a time waits to be run by somebody', async () => {
    const task = await makeTask(tenant.owner, NOTHING);
    expect(task.nextRunAt).toBeNull();
  });
});

describe('a preview', () => {
  it('shows the next times, in the zone', () => {
    const schedule = { cronExpression: '0 9 * * 1', timeZone: 'America/New_York', count: 3 };
    expect(previewSchedule(tenant.owner, schedule).map((at) => at.toISOString())).toEqual([
      '2026-03-02T14:00:00.000Z',
      '2026-03-09T13:00:00.000Z',
      '2026-03-16T13:00:00.000Z',
    ]);
  });

  it('refuses what cannot fire', async () => {
    const fieldsOf = async (input: object) =>
      (await refusal(async () => previewSchedule(tenant.owner, input))) as { fields?: { path: string }[] };
    expect((await fieldsOf({ cronExpression: '* * * * * *' })).fields?.[0]?.path).toBe('cronExpression');
    expect((await fieldsOf({ cronExpression: '* * * * *', timeZone: 'Mars/North' })).fields?.[0]?.path).toBe(
      'timeZone',
    );
    expect((await fieldsOf({ cronExpression: '* * * * *', count: 21 })).fields?.[0]?.path).toBe('count');
  });
});
