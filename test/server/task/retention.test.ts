import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweep } from '../../../server/src/modules/retention/sweep.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { ask, logOf, makeTask, runNow, runsOf, scriptOf, startTaskTest, type TaskTest } from './fixture.ts';

let test: TaskTest;

beforeAll(async () => {
  test = await startTaskTest({ config: { runRetentionDays: 30 } });
});

afterAll(() => test.close());

describe('runs that ended longer ago than they are kept', () => {
  it('go with their lines and effects; newer ones stay, and those that are not over', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(
      owner,
      scriptOf(`console.log('a line'); await idp.createGroup(crypto.randomUUID()); return '';`),
    );
    const old = await runNow(test, owner, task.id);
    const fresh = await runNow(test, owner, task.id);
    await test.stopWorkers();
    const waiting = await runTask(owner, task.id);
    await ask(
      test,
      `UPDATE task_runs SET created_at = created_at - interval '31 days', finished_at = finished_at - interval '31 days'
       WHERE id = ANY($1)`,
      [[old.id, waiting.id]],
    );
    expect(await sweep(test.services)).toMatchObject({ taskRuns: 1 });
    const left = (await runsOf(test, task.id)).map(({ id }) => id);
    expect(left.sort()).toEqual([fresh.id, waiting.id].sort());
    expect(await logOf(test, old.id)).toEqual([]);
    expect(await logOf(test, fresh.id)).toHaveLength(1);
  });
});
