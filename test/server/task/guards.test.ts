import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { readTaskConfig, setTaskConfig } from '../../../server/src/modules/task/config.ts';
import { createTask } from '../../../server/src/modules/task/create.ts';
import { deleteTask } from '../../../server/src/modules/task/delete.ts';
import { listTasks, readTask } from '../../../server/src/modules/task/list.ts';
import { listScriptVersions, readScript } from '../../../server/src/modules/task/list-scripts.ts';
import { restoreScript } from '../../../server/src/modules/task/restore-script.ts';
import { applyPlan } from '../../../server/src/modules/task/run/apply-plan.ts';
import { cancelRun } from '../../../server/src/modules/task/run/cancel.ts';
import { confirmRun, rejectRun } from '../../../server/src/modules/task/run/confirm.ts';
import { listRuns, readRun } from '../../../server/src/modules/task/run/list.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { patchTaskSecrets, readTaskSecretNames, setTaskSecrets } from '../../../server/src/modules/task/secrets.ts';
import { updateTask } from '../../../server/src/modules/task/update.ts';
import type { TestTenant } from '../../harness/services.ts';
import { refusal, trailOf } from '../directory/setup.ts';
import { ask, makeTask, scriptOf, startTaskTest, type TaskTest } from './fixture.ts';

interface Objects {
  task: string;
  run: string;
  plan: string;
  parked: string;
}

type Verb = (ctx: Context, ids: Objects) => Promise<unknown>;

let test: TaskTest;
let mine: TestTenant;
let own: Objects;
let theirs: Objects;
const SCRIPT = scriptOf(`return '';`);

beforeAll(async () => {
  // Without workers: what is set off stays where it is.
  test = await startTaskTest({ workers: 0 });
  mine = await test.newTenant();
  own = await fill(mine.owner);
  theirs = await fill((await test.newTenant()).owner);
});

afterAll(() => test.close());

async function fill(owner: Context): Promise<Objects> {
  const task = await makeTask(owner, SCRIPT);
  const run = await runTask(owner, task.id);
  const plan = await runTask(owner, task.id, 'PLAN');
  const parked = await runTask(owner, task.id);
  await ask(test, `UPDATE task_runs SET status = 'SUCCESS' WHERE id = $1`, [plan.id]);
  await ask(test, `UPDATE task_runs SET status = 'WAITING_CONFIRMATION' WHERE id = $1`, [parked.id]);
  return { task: task.id, run: run.id, plan: plan.id, parked: parked.id };
}

/** Verbs that change a thing by its id, with the action that the audit log keeps. */
const CHANGES: Record<string, [Verb, action: string]> = {
  updateTask: [(ctx, { task }) => updateTask(ctx, task, { description: 'changed' }), 'task.updated'],
  setTaskConfig: [(ctx, { task }) => setTaskConfig(ctx, task, [{ key: 'k', value: 'v' }]), 'task.config_set'],
  setTaskSecrets: [(ctx, { task }) => setTaskSecrets(ctx, task, [{ name: 'A', value: 'one' }]), 'task.secrets_set'],
  patchTaskSecrets: [(ctx, { task }) => patchTaskSecrets(ctx, task, [{ name: 'B', value: 'two' }]), 'task.secrets_set'],
  restoreScript: [(ctx, { task }) => restoreScript(ctx, task, 1), 'task.updated'],
  runTask: [(ctx, { task }) => runTask(ctx, task), 'task_run.created'],
  applyPlan: [(ctx, { plan }) => applyPlan(ctx, plan), 'task_run.created'],
  confirmRun: [(ctx, { parked }) => confirmRun(ctx, parked), 'task_run.confirmed'],
  cancelRun: [(ctx, { run }) => cancelRun(ctx, run), 'task_run.cancelled'],
  deleteTask: [(ctx, { task }) => deleteTask(ctx, task), 'task.deleted'],
};

const READS: Record<string, Verb> = {
  readTask: (ctx, { task }) => readTask(ctx, task),
  readTaskConfig: (ctx, { task }) => readTaskConfig(ctx, task),
  readTaskSecretNames: (ctx, { task }) => readTaskSecretNames(ctx, task),
  listScriptVersions: (ctx, { task }) => listScriptVersions(ctx, task),
  readScript: (ctx, { task }) => readScript(ctx, task, 1),
  readRun: (ctx, { run }) => readRun(ctx, run),
};

const BY_NAME = { field: 'name', direction: 'ASC' } as const;

const LISTS: Record<string, Verb> = {
  listTasks: (ctx) => listTasks(ctx, { page: {}, filter: {}, order: BY_NAME }),
  listRuns: (ctx) => listRuns(ctx, { page: {}, filter: {} }),
};

const verbsOf = (table: typeof CHANGES) => Object.entries(table).map(([name, [verb]]) => [name, verb] as const);
const REJECTION: [string, Verb] = ['rejectRun', (ctx, { parked }) => rejectRun(ctx, parked)];
const CREATION: [string, Verb] = [
  'createTask',
  (ctx) => createTask(ctx, { name: 'new', scheduleType: 'ONCE', script: SCRIPT }),
];

describe.each([...verbsOf(CHANGES), REJECTION, CREATION])('%s', (_name, verb) => {
  it('refuses an auditor, who only reads, and a member', async () => {
    for (const role of ['AUDITOR', 'MEMBER'] as const) {
      const actor = await mine.actor(role);
      expect(await refusal(async () => verb(actor, own))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe.each([...Object.entries(READS), ...Object.entries(LISTS)])('%s', (_name, verb) => {
  it('lets an auditor read, and no member', async () => {
    await verb(await mine.actor('AUDITOR'), own);
    const member = await mine.actor('MEMBER');
    expect(await refusal(async () => verb(member, own))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe.each([...verbsOf(CHANGES), REJECTION, ...Object.entries(READS)])('%s', (_name, verb) => {
  it("does not find another tenant's object", async () => {
    expect(await refusal(async () => verb(mine.owner, theirs))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('lists', () => {
  it("hold nothing of another tenant's", async () => {
    const tasks = await listTasks(mine.owner, { page: { first: 100 }, filter: {}, order: BY_NAME });
    const runs = await listRuns(mine.owner, { page: { first: 100 }, filter: {} });
    const tenants = [...tasks.rows, ...runs.rows].map(({ row }) => row.tenantId);
    expect(new Set(tenants)).toEqual(new Set([mine.tenantId]));
    expect((await listRuns(mine.owner, { page: {}, filter: { taskId: theirs.task } })).rows).toEqual([]);
  });

  it('come in the order that is asked for, and tell built-in tasks from others', async () => {
    const { owner } = await test.newTenant();
    const { task } = await fill(owner);
    const listed = async (direction: 'ASC' | 'DESC') =>
      (await listTasks(owner, { page: {}, filter: {}, order: { field: 'name', direction } })).rows.map(
        ({ row }) => row.name,
      );
    expect(await listed('ASC')).toEqual((await listed('DESC')).reverse());
    const runs = async (isBuiltIn: boolean) =>
      (await listRuns(owner, { page: {}, filter: { isBuiltIn } })).rows.map(({ row }) => row.taskId);
    expect(new Set(await runs(false))).toEqual(new Set([task]));
    expect(await runs(true)).toEqual([]);
  });

  it('hold tasks by how their newest run came out, and runs by the name of their task', async () => {
    const { owner } = await test.newTenant();
    const { task, run, parked } = await fill(owner);
    const idle = await makeTask(owner, SCRIPT);
    const tasks = async (lastRunStatus: 'WAITING_CONFIRMATION' | 'PENDING') =>
      (await listTasks(owner, { page: {}, filter: { lastRunStatus }, order: BY_NAME })).rows.map(({ row }) => row.id);
    expect(await tasks('WAITING_CONFIRMATION')).toEqual([task]);
    expect(await tasks('PENDING')).toEqual([]);
    const { name } = await readTask(owner, task);
    const runs = async (text: string) =>
      (await listRuns(owner, { page: { direction: 'ASC' }, filter: { text } })).rows.map(({ row }) => row.id);
    const found = await runs(name.toUpperCase());
    expect([found[0], found.at(-1)]).toEqual([run, parked]);
    expect(await runs((await readTask(owner, idle.id)).name)).toEqual([]);
  });
});

describe.each(Object.entries(CHANGES))('%s', (_name, [verb, action]) => {
  it('works, and leaves an audit row without a secret', async () => {
    const { audit } = await trailOf(mine.owner, () => verb(mine.owner, own));
    expect(audit.map((row) => row.action)).toEqual([action]);
    expect(JSON.stringify(audit)).not.toMatch(/"one"|"two"/);
  });
});

describe('a built-in task', () => {
  it('is there in every tenant, can be run, and cannot be changed', async () => {
    const { tenantId, owner } = await test.newTenant();
    const tasks = await owner.db.tenant(tenantId, ({ prisma }) => prisma.task.findMany({ orderBy: { name: 'asc' } }));
    expect(
      tasks.map(({ name, isBuiltIn, enabled, nextRunAt }) => [name, isBuiltIn, enabled, nextRunAt !== null]),
    ).toEqual(
      [
        'agent_token_cleanup',
        'audit_log_cleanup',
        'membership_expiry',
        'preset_cache_refresh',
        'saml_session_cleanup',
        'user_message_delivery',
      ].map((name) => [name, true, true, true]),
    );
    const id = tasks[0]?.id ?? '';
    const changes = [
      () => updateTask(owner, id, { enabled: false }),
      () => deleteTask(owner, id),
      () => setTaskConfig(owner, id, []),
      () => setTaskSecrets(owner, id, []),
      () => patchTaskSecrets(owner, id, []),
      () => restoreScript(owner, id, 1),
      () => createTask(owner, { name: 'mine', type: 'audit_log_cleanup', scheduleType: 'ONCE', script: SCRIPT }),
    ];
    for (const change of changes) expect(await refusal(change)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await runTask(owner, id)).toMatchObject({ status: 'PENDING' });
    expect(await refusal(() => runTask(owner, id, 'PLAN'))).toMatchObject({ code: 'PRECONDITION_FAILED' });
  });
});

describe('a script that does not type-check', () => {
  it('is refused with the place of each mistake, when a task is created and when it is changed', async () => {
    const { owner } = await test.newTenant();
    const script = scriptOf(`const count: number = 'three'; return count;`);
    const refused = { code: 'INVALID_INPUT', fields: [{ path: expect.stringMatching(/^script:4:\d+$/) }, {}] };
    expect(await refusal(() => createTask(owner, { name: 'wrong', scheduleType: 'ONCE', script }))).toMatchObject(
      refused,
    );
    const task = await makeTask(owner, SCRIPT);
    expect(await refusal(() => updateTask(owner, task.id, { script }))).toMatchObject(refused);
    expect((await listScriptVersions(owner, task.id)).map(({ version }) => version)).toEqual([1]);
  });
});

describe('versions of a script', () => {
  it('are kept, can be read, and restored as a new one', async () => {
    const { owner } = await test.newTenant();
    const task = await makeTask(owner, SCRIPT);
    await updateTask(owner, task.id, { script: scriptOf(`return 'two';`) });
    const same = await updateTask(owner, task.id, { script: scriptOf(`return 'two';`) });
    expect(same.scriptVersion).toBe(2);
    expect(await restoreScript(owner, task.id, 1)).toMatchObject({ scriptVersion: 3 });
    expect((await listScriptVersions(owner, task.id)).map(({ version }) => version)).toEqual([3, 2, 1]);
    expect((await readScript(owner, task.id))?.source).toBe(SCRIPT);
    expect((await readScript(owner, task.id, 2))?.source).toContain('two');
    expect(await refusal(() => readScript(owner, task.id, 9))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the config of a task', () => {
  it('is replaced all together, and refuses a key that is given twice or is none', async () => {
    const { owner } = await test.newTenant();
    const { id } = await makeTask(owner, SCRIPT);
    const first = [
      { key: 'a', value: '1' },
      { key: 'group_ids', value: '["g1","g2"]' },
    ];
    expect(await setTaskConfig(owner, id, first)).toEqual(first);
    expect(await setTaskConfig(owner, id, [{ key: 'b', value: '2' }])).toEqual([{ key: 'b', value: '2' }]);
    expect(await readTaskConfig(owner, id)).toEqual([{ key: 'b', value: '2' }]);
    const wrong = [
      { key: 'c', value: '' },
      { key: 'c', value: '' },
      { key: '1 d', value: '' },
    ];
    expect(await refusal(async () => setTaskConfig(owner, id, wrong))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: expect.stringMatching(/^entries[.][12][.]key$/) }, { path: expect.any(String) }],
    });
    expect(await readTaskConfig(owner, id)).toHaveLength(1);
  });
});

describe('secrets of a task', () => {
  it('are replaced all together, or some of them patched; only names come back', async () => {
    const { owner } = await test.newTenant();
    const { id } = await makeTask(owner, SCRIPT);
    expect(
      await setTaskSecrets(owner, id, [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ]),
    ).toEqual(['A', 'B']);
    expect(
      await patchTaskSecrets(owner, id, [
        { name: 'A', value: null },
        { name: 'C', value: '3' },
      ]),
    ).toEqual(['B', 'C']);
    expect(await setTaskSecrets(owner, id, [{ name: 'D', value: '4' }])).toEqual(['D']);
    expect(await readTaskSecretNames(owner, id)).toEqual(['D']);
    expect(await refusal(async () => setTaskSecrets(owner, id, [{ name: '1x', value: '' }]))).toMatchObject({
      fields: [{ path: 'secrets.0.name' }, { path: 'secrets.0.value' }],
    });
  });
});
