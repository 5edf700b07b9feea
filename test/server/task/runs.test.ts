import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTaskConfig } from '../../../server/src/modules/task/config.ts';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { setTaskSecrets } from '../../../server/src/modules/task/secrets.ts';
import { updateTask } from '../../../server/src/modules/task/update.ts';
import { eventually } from '../../harness/eventually.ts';
import {
  effectsOf,
  finished,
  inStatus,
  logOf,
  makeTask,
  runNow,
  runState,
  scriptOf,
  startTaskTest,
  type TaskTest,
} from './fixture.ts';

let test: TaskTest;

beforeAll(async () => {
  test = await startTaskTest();
});

afterAll(() => test.close());

describe('a run of a script', () => {
  it('is executed and kept, with its output and its lines', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`console.log('hello'); return 'done';`));
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'SUCCESS', output: 'done', error: null, attempt: 1, waiting_reason: null });
    expect(await logOf(test, run.id)).toEqual([{ level: 'info', text: 'hello' }]);
  });

  it('reads config and secrets, and shows no secret', async () => {
    const { owner } = await test.newTenant();
    const body = `console.log(secrets.get('TOKEN')); return config.get('domain') + ' ' + secrets.get('TOKEN').length + btoa(secrets.get('TOKEN'));`;
    const task = await makeTask(owner, scriptOf(body));
    await setTaskConfig(owner, task.id, [{ key: 'domain', value: 'example.com' }]);
    await setTaskSecrets(owner, task.id, [{ name: 'TOKEN', value: 'correct horse battery' }]);
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'SUCCESS', error: null });
    expect(run.output).toMatch(/^example\.com 21•+$/);
    expect(await logOf(test, run.id)).toEqual([{ level: 'info', text: '••••••' }]);
  });

  it('records the effects that it has on the directory', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(
      owner,
      scriptOf(`await idp.createUser('ada@example.com', 'Ada', 'L', ''); return 'made';`),
    );
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'SUCCESS', error: null });
    expect(await effectsOf(test, run.id)).toMatchObject([{ number: 1, kind: 'user.create', outcome: 'changed' }]);
  });

  it('that throws ends as ERROR, says so, and an event tells of it', async () => {
    const { owner, tenantId } = await test.newTenant();
    const task = await makeTask(
      owner,
      scriptOf(`if (config.get('x') === '') throw new Error('no access'); return '';`),
    );
    const run = await runNow(test, owner, task.id);
    expect(run).toMatchObject({ status: 'ERROR', error_kind: 'thrown', output: null });
    expect(run.error).toContain('no access');
    const events = await owner.db.tenant(tenantId, ({ prisma }) =>
      prisma.event.findMany({ where: { type: 'task.run_failed' } }),
    );
    expect(events.map(({ data }) => data)).toMatchObject([
      {
        task_id: task.id,
        task_name: task.name,
        task_type: 'script',
        triggered_by: 'manual',
        run_id: run.id,
        output: run.error,
      },
    ]);
  });

  it('that takes longer than it may ends as timeout', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`for (;;) { /* on and on */ }`), { timeoutSeconds: 1 });
    expect(await runNow(test, owner, task.id)).toMatchObject({ status: 'ERROR', error_kind: 'timeout' });
  });

  it('keeps the version of the script that it began with', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`await new Promise((next) => setTimeout(next, 300)); return 'old';`));
    const { id } = await runTask(owner, task.id);
    await updateTask(owner, task.id, { script: scriptOf(`return 'new';`) });
    expect(await finished(test, id)).toMatchObject({ output: 'old' });
    expect(await runNow(test, owner, task.id)).toMatchObject({ output: 'new' });
  });

  it('writes its lines while it goes on', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(
      owner,
      scriptOf(`console.log('begun'); await new Promise((next) => setTimeout(() => next(null), 20_000)); return '';`),
    );
    const { id } = await runTask(owner, task.id);
    await eventually(async () => expect(await logOf(test, id)).toEqual([{ level: 'info', text: 'begun' }]));
    expect(await runState(test, id)).toMatchObject({ status: 'RUNNING' });
    await cancelRun(owner, id);
  });
});

describe('a run that is cancelled', () => {
  it('is stopped in its isolate, and stays cancelled', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, scriptOf(`for (;;) { /* on and on */ }`));
    const { id } = await runTask(owner, task.id);
    await inStatus(test, id, 'RUNNING');
    const cancelled = await cancelRun(owner, id);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', cancelReason: `cancelled by ${owner.actor.email}` });
    await eventually(() => expect(test.sandbox.stats().running).toBe(0));
    expect(await runState(test, id)).toMatchObject({ status: 'CANCELLED', error: null, output: null });
  });
});
