import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';

/* The operations on tasks and runs as a client uses them. */

let api: TestApi;
let owner: Account;

beforeAll(async () => {
  api = await startApi();
  owner = await api.signUp();
}, 60_000);

afterAll(() => api.stop());

const CREATE =
  'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id name script nextRunAt type scriptVersion } }';
const SCRIPT = `import { config, idp } from "joinery";
export default async function run(): Promise<string> {
  console.log("hello " + config.get("name"));
  await idp.createGroup("made by " + config.get("name") + crypto.randomUUID());
  return "done";
}
`;

interface Run {
  id: string;
  status: string;
  waitingReason: string | null;
  nextEligibleAt: string | null;
}

async function createTask(input: object = {}): Promise<{ id: string; nextRunAt: string | null }> {
  const name = `task ${Math.random()}`;
  const { createTask: task } = await api.ask<{ createTask: { id: string; nextRunAt: string | null } }>(
    owner.token,
    CREATE,
    {
      input: { name, scheduleType: 'ONCE', script: SCRIPT, ...input },
    },
  );
  return task;
}

const RUN = `query ($id: ID!) { taskRun(id: $id) {
  id status triggeredBy mode trigger startedAt finishedAt output error errorKind waitingReason nextEligibleAt planHash
  logs { at level text } effects { number kind summary outcome isRemoval data } task { id name lastRun { id } }
} }`;

function finishedRun(id: string) {
  return eventually(async () => {
    const { taskRun } = await api.ask<{ taskRun: Run & Record<string, unknown> }>(owner.token, RUN, { id });
    expect(taskRun.finishedAt).not.toBeNull();
    return taskRun;
  });
}

describe('a task', () => {
  it('is created, set off by hand, and its run tells all', async () => {
    const { id } = await createTask();
    await api.ask(
      owner.token,
      `mutation ($id: ID!) { setTaskConfig(taskId: $id, entries: [{ key: "name", value: "Ada" }]) { key } }`,
      { id },
    );
    const { runTask } = await api.ask<{ runTask: Run }>(
      owner.token,
      'mutation ($id: ID!) { runTask(id: $id) { id status waitingReason nextEligibleAt } }',
      { id },
    );
    expect(runTask).toMatchObject({
      status: 'PENDING',
      waitingReason: 'waits for a worker',
      nextEligibleAt: expect.any(String),
    });
    const run = await finishedRun(runTask.id);
    expect(run).toMatchObject({
      status: 'SUCCESS',
      triggeredBy: 'manual',
      mode: 'APPLY',
      trigger: 'MANUAL',
      output: 'done',
      error: null,
      waitingReason: null,
      nextEligibleAt: null,
      logs: [{ level: 'info', text: 'hello Ada' }],
      effects: [{ number: 1, kind: 'group.create', outcome: 'CHANGED', isRemoval: false }],
      task: { id, lastRun: { id: runTask.id } },
    });
  });

  it('with a script that does not type-check is refused, with the place', async () => {
    const { errors } = await api.gql(owner.token, CREATE, {
      input: {
        name: 'wrong',
        scheduleType: 'ONCE',
        script: 'export default async function run(): Promise<string> {\n  return 3;\n}',
      },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'script:2:3' }] });
  });

  it('with a schedule of six fields is refused, and one of five has a next time', async () => {
    const input = { name: 'cron', scheduleType: 'CRON', script: SCRIPT };
    const { errors } = await api.gql(owner.token, CREATE, { input: { ...input, cronExpression: '* * * * * *' } });
    expect(errors?.[0]?.extensions.fields?.[0]?.path).toBe('cronExpression');
    const task = await createTask({ scheduleType: 'CRON', cronExpression: '0 3 * * *', timeZone: 'Europe/Berlin' });
    expect(task.nextRunAt).not.toBeNull();
    const { previewSchedule } = await api.ask<{ previewSchedule: string[] }>(
      owner.token,
      '{ previewSchedule(cronExpression: "0 3 * * *", timeZone: "Europe/Berlin", count: 2) }',
    );
    expect(previewSchedule).toHaveLength(2);
    expect(new Date(previewSchedule[0] ?? '')).toEqual(new Date(task.nextRunAt ?? ''));
  });

  it('is listed with the built-in ones, which cannot be changed', async () => {
    const { tasks } = await api.ask<{ tasks: { nodes: { id: string; type: string }[]; totalCount: number } }>(
      owner.token,
      '{ tasks(isBuiltIn: true) { totalCount nodes { id name type isBuiltIn cronExpression } } }',
    );
    expect(tasks.nodes.map(({ type }) => type).sort()).toEqual([
      'AGENT_TOKEN_CLEANUP',
      'AUDIT_LOG_CLEANUP',
      'MEMBERSHIP_EXPIRY',
      'PRESET_CACHE_REFRESH',
      'SAML_SESSION_CLEANUP',
      'USER_MESSAGE_DELIVERY',
    ]);
    const update = 'mutation ($id: ID!) { updateTask(id: $id, input: { enabled: false }) { id } }';
    for (const { id } of tasks.nodes) {
      const { errors } = await api.gql(owner.token, update, { id });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const { runTask } = await api.ask<{ runTask: Run }>(
        owner.token,
        'mutation ($id: ID!) { runTask(id: $id) { id } }',
        { id },
      );
      expect(await finishedRun(runTask.id)).toMatchObject({ status: 'SUCCESS', output: expect.any(String) });
    }
  });

  it('shows the names of its secrets, and never a value', async () => {
    const { id } = await createTask();
    const set = 'mutation ($id: ID!, $secrets: [TaskSecretInput!]!) { setTaskSecrets(taskId: $id, secrets: $secrets) }';
    await api.ask(owner.token, set, { id, secrets: [{ name: 'TOKEN', value: 'very secret indeed' }] });
    const patch =
      'mutation ($id: ID!, $secrets: [TaskSecretPatchInput!]!) { patchTaskSecrets(taskId: $id, secrets: $secrets) }';
    await api.ask(owner.token, patch, { id, secrets: [{ name: 'MORE', value: 'just as secret' }] });
    const answer = await api.ask(
      owner.token,
      'query ($id: ID!) { taskSecretNames(taskId: $id) task(id: $id) { id version } }',
      { id },
    );
    expect(answer).toMatchObject({ taskSecretNames: ['MORE', 'TOKEN'] });
    expect(JSON.stringify(answer)).not.toContain('secret indeed');
  });

  it('is planned and the plan applied', async () => {
    const { id } = await createTask();
    const { runTask } = await api.ask<{ runTask: Run }>(
      owner.token,
      'mutation ($id: ID!) { runTask(id: $id, mode: PLAN) { id } }',
      { id },
    );
    const plan = await finishedRun(runTask.id);
    expect(plan).toMatchObject({ mode: 'PLAN', planHash: expect.any(String), effects: [{ outcome: 'PLANNED' }] });
    const { applyPlan } = await api.ask<{ applyPlan: Run }>(
      owner.token,
      'mutation ($id: ID!) { applyPlan(runId: $id) { id } }',
      { id: plan.id },
    );
    expect(await finishedRun(applyPlan.id)).toMatchObject({
      status: 'SUCCESS',
      triggeredBy: 'plan',
      effects: [{ outcome: 'CHANGED' }],
    });
    const { taskRuns } = await api.ask<{ taskRuns: { nodes: { id: string }[] } }>(
      owner.token,
      'query ($id: ID!) { taskRuns(taskId: $id, mode: PLAN, status: SUCCESS) { nodes { id triggeredBy } totalCount } }',
      { id },
    );
    expect(taskRuns.nodes.map((run) => run.id)).toEqual([plan.id]);
  });
});

describe('a secret that a script prints, as it is, in base64 and URL-encoded', () => {
  const TOKEN = 'kQ8 & é/+ Wörter=Geheim';
  const FORMS = [TOKEN, btoa(TOKEN), Buffer.from(TOKEN).toString('base64'), encodeURIComponent(TOKEN)];
  const PRINT = `
    const token = secrets.get('TOKEN');
    const utf8 = String.fromCharCode(...new TextEncoder().encode(token));
    const forms = [token, btoa(token), btoa(utf8), encodeURIComponent(token)];
    for (const form of forms) { console.log('a line', form); console.warn({ form }); }
    for (const form of forms) {
      const init = { method: 'PUT', headers: { 'x-form': encodeURIComponent(form) }, body: form };
      await fetch('http://127.0.0.1:1/?form=' + forms[3], init).catch((error) => console.error(error.message, form));
    }`;
  const scriptOf = (end: string) =>
    `import { secrets } from 'joinery';\nexport default async function run(): Promise<string> {${PRINT}\n${end}\n}`;

  it('appears nowhere: in answers, live lines, the log of the server and every table', async () => {
    const live = await api.live(owner.token);
    const shown: unknown[] = [];
    for (const end of ['return forms.join();', 'throw new Error(forms.join());']) {
      const { id } = await createTask({ script: scriptOf(end) });
      const set =
        'mutation ($id: ID!, $secrets: [TaskSecretInput!]!) { setTaskSecrets(taskId: $id, secrets: $secrets) }';
      await api.ask(owner.token, set, { id, secrets: [{ name: 'TOKEN', value: TOKEN }] });
      const { runTask: run } = await api.ask<{ runTask: { id: string; logCursor: string } }>(
        owner.token,
        'mutation ($id: ID!) { runTask(id: $id) { id logCursor } }',
        { id },
      );
      const lines = live.start(
        'subscription ($runId: ID!, $after: String) { runLog(runId: $runId, after: $after) { text } }',
        { runId: run.id, after: run.logCursor },
      );
      const ended = await finishedRun(run.id);
      expect(ended).toMatchObject({ effects: new Array(4).fill({ outcome: 'FAILED' }) });
      shown.push(ended, await lines.count(12));
    }
    await live.close();
    const tables = await api.admin<{ name: string }>(
      "SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables",
    );
    for (const { name } of tables) shown.push(name, await api.admin(`SELECT t::text AS row FROM ${name} t`));
    const text = JSON.stringify([shown, api.log]);
    expect(text).toContain('••••••');
    for (const form of FORMS) {
      expect(text).not.toContain(form);
      expect(text).not.toContain(JSON.stringify(form).slice(1, -1));
    }
  });
});

describe('live', () => {
  it('tells of a run as it changes, and of its lines as they come, and resumes after any of them', async () => {
    const { id } = await createTask({ script: SCRIPT.replace('await idp', 'console.warn("second"); await idp') });
    const live = await api.live(owner.token);
    const { runTask: run } = await api.ask<{ runTask: Run & { logCursor: string } }>(
      owner.token,
      'mutation ($id: ID!) { runTask(id: $id) { id logCursor } }',
      { id },
    );
    // The place before the run is a place of both streams.
    const { id: runId, logCursor: after } = run;
    const updates = live.start<{ taskRunUpdated: Run }>(
      'subscription ($id: ID!, $after: String) { taskRunUpdated(taskId: $id, after: $after) { id status waitingReason nextEligibleAt logs { text } } }',
      { id, after },
    );
    const LINES =
      'subscription ($runId: ID!, $after: String) { runLog(runId: $runId, after: $after) { text level cursor } }';
    const lines = live.start<{ runLog: { text: string; level: string; cursor: string } }>(LINES, { runId, after });
    const [hello, second] = await lines.count(2);
    expect(hello?.data?.runLog).toMatchObject({ text: 'hello ', level: 'info' });
    expect(second?.data?.runLog).toMatchObject({ text: 'second', level: 'warn' });
    await eventually(() =>
      expect(updates.results.at(-1)?.data?.taskRunUpdated).toMatchObject({
        id: runId,
        status: 'SUCCESS',
        waitingReason: null,
        nextEligibleAt: null,
      }),
    );
    const resumed = live.start<{ runLog: { text: string } }>(LINES, { runId, after: hello?.data?.runLog.cursor });
    expect((await resumed.count(1))[0]?.data?.runLog.text).toBe('second');
    await live.close();
  });

  it('is not for those who may not read tasks', async () => {
    const member = await api.signInAs(owner, 'MEMBER');
    const live = await api.live(member.token);
    const [refused] = await live.start('subscription { taskRunUpdated { id } }').refused();
    expect(refused?.extensions.code).toBe('FORBIDDEN');
    await live.close();
  });
});
