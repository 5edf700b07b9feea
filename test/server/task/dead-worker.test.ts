import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNotes } from '../../../server/src/modules/task/engine/notes.sql.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { eventually } from '../../harness/eventually.ts';
import {
  ask,
  finished,
  inStatus,
  logOf,
  makeTask,
  runState,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

let test: TaskTest;
const QUICK = scriptOf(`return 'done';`);
const LONG = scriptOf(`await new Promise((next) => setTimeout(() => next(null), 20_000)); return 'long';`);

beforeAll(async () => {
  test = await startTaskTest();
});

afterAll(() => test.close());

/** A run that the given worker seems to have claimed and not ended. */
async function heldBy(workerId: string, more: object = {}) {
  const { owner, tenantId } = await test.newTenant();
  const task = await makeTask(owner, QUICK, more);
  const { id } = await runTask(owner, task.id);
  await finished(test, id);
  await ask(
    test,
    `UPDATE task_runs SET status = 'RUNNING', worker_id = $2, claim = claim + 1, finished_at = NULL, output = NULL
     WHERE id = $1`,
    [id, workerId],
  );
  return { owner, tenantId, task, id };
}

async function deadWorker(): Promise<string> {
  const [dead] = await ask<{ id: string }>(test, `INSERT INTO workers (name) VALUES ('dead') RETURNING id::text`);
  return dead?.id ?? '';
}

describe('a run whose worker is gone', () => {
  it('ends as crashed, and an event tells of it', async () => {
    const { id, tenantId, owner } = await heldBy(await deadWorker());
    const run = await finished(test, id);
    expect(run).toMatchObject({ status: 'ERROR', error_kind: 'crashed', attempt: 1 });
    expect(run.error).toBe('its worker died while it was under way');
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: 'task.run_failed' } }),
    );
    expect(events).toMatchObject([{ data: { run_id: id } }]);
  });

  it('is made again when its task is safe to retry, so often and no more', async () => {
    const { id } = await heldBy(await deadWorker(), { isSafeToRetry: true, maxRetries: 1 });
    expect(await finished(test, id)).toMatchObject({ status: 'SUCCESS', attempt: 2, output: 'done' });
    const again = await deadWorker();
    await ask(test, `UPDATE task_runs SET status = 'RUNNING', worker_id = $2, claim = claim + 1 WHERE id = $1`, [
      id,
      again,
    ]);
    expect(await finished(test, id)).toMatchObject({ status: 'ERROR', error_kind: 'crashed', attempt: 2 });
  });

  it('lets the next of a queue go', async () => {
    const { id, task, owner } = await heldBy(await deadWorker(), { overlapPolicy: 'QUEUE' });
    const next = await runTask(owner, task.id);
    expect(next).toMatchObject({ isHeld: true });
    expect(await finished(test, id)).toMatchObject({ error_kind: 'crashed' });
    expect(await finished(test, next.id)).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('a claim that has lapsed', () => {
  it('writes nothing any more', async () => {
    const { owner, tenantId } = await test.newTenant();
    const task = await makeTask(owner, LONG);
    const { id } = await runTask(owner, task.id);
    const run = await inStatus(test, id, 'RUNNING');
    // As another worker would that took this one for dead.
    await ask(test, 'UPDATE task_runs SET worker_id = NULL, claim = claim + 1 WHERE id = $1', [id]);
    expect(await finished(test, id)).toMatchObject({ status: 'ERROR', error_kind: 'crashed' });
    const line = {
      id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0071',
      level: 'info',
      text: 'late',
      at: new Date().toISOString(),
    };
    const claimed = { tenantId, id, claim: run.claim } as Parameters<typeof writeNotes>[1];
    await test.services.db.system((tx) => writeNotes(tx, claimed, { logs: [line], effects: [] }));
    expect(await logOf(test, id)).toEqual([]);
    await eventually(() => expect(test.sandbox.stats().running).toBe(0));
  });

  it('is stopped, and handed to nobody, when the run was cancelled meanwhile', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, LONG);
    const { id } = await runTask(owner, task.id);
    await inStatus(test, id, 'RUNNING');
    // Without a signal: the worker finds out by looking.
    await ask(test, `UPDATE task_runs SET status = 'CANCELLED', finished_at = now() WHERE id = $1`, [id]);
    await eventually(() => expect(test.sandbox.stats().running).toBe(0));
    expect(await runState(test, id)).toMatchObject({ status: 'CANCELLED', error: null });
  });
});

describe('a process of the sandbox that is killed', () => {
  it('fails the runs that it held as crashed, and makes those again whose task is safe to retry', async () => {
    const { owner } = await test.newTenant();
    const once = await makeTask(
      owner,
      scriptOf(`await new Promise((next) => setTimeout(() => next(null), 5000)); return 'slow';`),
    );
    const safe = await makeTask(
      owner,
      scriptOf(`await new Promise((next) => setTimeout(() => next(null), 5000)); return 'slow';`),
      {
        isSafeToRetry: true,
        maxRetries: 2,
      },
    );
    const runs = await Promise.all(
      [...Array.from({ length: 5 }, () => once), ...Array.from({ length: 5 }, () => safe)].map((task) =>
        runTask(owner, task.id),
      ),
    );
    await eventually(() => expect(test.sandbox.stats().running).toBe(runs.length));
    for (const pid of await sandboxProcesses()) process.kill(pid, 'SIGKILL');
    const ended = await Promise.all(runs.map(({ id }) => finished(test, id)));
    const kinds = ended.map(({ task_id: taskId, status, error_kind: kind, attempt }) => [
      taskId === safe.id,
      status,
      kind,
      attempt,
    ]);
    expect(kinds.filter(([isSafe]) => !isSafe)).toEqual(
      Array.from({ length: 5 }, () => [false, 'ERROR', 'crashed', 1]),
    );
    expect(kinds.filter(([isSafe]) => isSafe)).toEqual(Array.from({ length: 5 }, () => [true, 'SUCCESS', null, 2]));
  });
});

describe('a worker that is stopped', () => {
  it('hands what it cannot finish on as crashed, and is forgotten', async () => {
    const { owner } = await test.newTenant();
    await test.stopWorkers();
    const worker = await test.startWorker();
    const task = await makeTask(
      owner,
      scriptOf(`await new Promise((next) => setTimeout(() => next(null), 25_000)); return '';`),
    );
    const { id } = await runTask(owner, task.id);
    await inStatus(test, id, 'RUNNING');
    await worker.stop();
    expect(await runState(test, id)).toMatchObject({
      status: 'ERROR',
      error_kind: 'crashed',
      error: 'its worker was stopped while it was under way',
    });
    expect(await ask(test, 'SELECT id FROM workers')).toEqual([]);
  }, 40_000);
});

/** The children of this process that hold isolates. */
async function sandboxProcesses(): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(parent) === process.pid && command.includes('sandbox')) found.push(Number(name));
  }
  return found;
}
