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

describe('what providers took of accounts', () => {
  it('goes a day after it was last asked for', async () => {
    await ask(
      test,
      `INSERT INTO provider_budgets (key, tokens, filled_at)
       VALUES ('old', 1, now() - interval '2 days'), ('fresh', 1, now() - interval '1 hour')`,
    );
    await ask(
      test,
      `INSERT INTO provider_places (key, holder, places, expires_at)
       VALUES ('old', gen_random_uuid(), 4, now() - interval '2 days'), ('fresh', gen_random_uuid(), 4, now())`,
    );
    expect(await sweep(test.services)).toMatchObject({ providerBudgets: 1, providerPlaces: 1 });
    const left = await ask(test, 'SELECT b.key FROM provider_budgets b JOIN provider_places p ON p.key = b.key');
    expect(left).toEqual([{ key: 'fresh' }]);
  });
});
