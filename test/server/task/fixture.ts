import { randomBytes } from 'node:crypto';
import type { Config } from '../../../server/src/config.ts';
import type { Context } from '../../../server/src/context.ts';
import { type BuiltInJobs, createTask, startTasks } from '../../../server/src/modules/task/index.ts';
import { runTask } from '../../../server/src/modules/task/run/run-task.ts';
import { createSandbox, type Sandbox } from '../../../server/src/sandbox/index.ts';
import { createDatabase } from '../../harness/database.ts';
import { eventually } from '../../harness/eventually.ts';
import { createTestServices, type TestServices, type TestServicesOptions } from '../../harness/services.ts';

export interface TaskTestOptions extends Omit<TestServicesOptions, 'url' | 'masterKey'> {
  builtIns?: BuiltInJobs;
  /** Workers to begin with, each with services of its own; 1 when absent. */
  workers?: number;
}

/** A database of its own, workers over it, and the services of one more process that asks. */
export async function startTaskTest({ builtIns = {}, workers = 1, ...options }: TaskTestOptions = {}) {
  const database = await createDatabase();
  const masterKey = randomBytes(32);
  const shared = { url: database.url, masterKey, ...options };
  const test = await createTestServices(shared);
  const sandbox = await createSandbox({ log: test.services.log, processes: 4, idleProcesses: 1 });
  const started: { stop(): Promise<void> }[] = [];
  const startWorker = async (config: Partial<Config> = {}) => {
    const own = await createTestServices({ ...shared, config: { ...shared.config, ...config } });
    const tasks = await startTasks(own.services, { databaseUrl: database.url, sandbox, builtIns });
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= tasks.stop().then(() => own.close());
      return stopped;
    };
    started.push({ stop });
    return { services: own.services, stop };
  };
  for (let count = 0; count < workers; count += 1) await startWorker();
  return {
    ...test,
    database,
    sandbox: sandbox as Sandbox,
    startWorker,
    stopWorkers: () => Promise.all(started.map((worker) => worker.stop())),
    close: async () => {
      await Promise.all(started.map((worker) => worker.stop()));
      await sandbox.stop();
      await test.close();
      await database.drop();
    },
  };
}

export type TaskTest = Awaited<ReturnType<typeof startTaskTest>>;

let count = 0;

/** A task that runs a script by hand, unless it is told otherwise. */
export function makeTask(ctx: Context, script: string, more: object = {}) {
  count += 1;
  return createTask(ctx, { name: `task ${count}`, scheduleType: 'ONCE', script, ...more });
}

/** The body of a script: what is between the braces of its function. */
export function scriptOf(body: string): string {
  return `import { config, idp, secrets, trigger } from 'joinery';
export default async function run(): Promise<string> {
  void [config, idp, secrets, trigger];
  ${body}
}
`;
}

export interface RunState {
  id: string;
  task_id: string;
  status: string;
  trigger: string;
  mode: string;
  output: string | null;
  error: string | null;
  error_kind: string | null;
  cancel_reason: string | null;
  waiting_reason: string | null;
  next_eligible_at: Date | null;
  scheduled_for: Date | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  attempt: number;
  claim: number;
  removals: number;
  plan_hash: string | null;
}

/** Asks as the owner of the rows across tenants. */
export async function ask<Row>({ services }: Pick<TestServices, 'services'>, text: string, values: unknown[] = []) {
  return (await services.db.pools.system.query(text, values)).rows as Row[];
}

/** A task's runs, the oldest first, as the database has them. */
export function runsOf(test: TaskTest, taskId: string): Promise<RunState[]> {
  return ask<RunState>(test, 'SELECT * FROM task_runs WHERE task_id = $1 ORDER BY created_at, id', [taskId]);
}

export async function runState(test: TaskTest, id: string): Promise<RunState> {
  const [run] = await ask<RunState>(test, 'SELECT * FROM task_runs WHERE id = $1', [id]);
  if (!run) throw new Error(`there is no run ${id}`);
  return run;
}

const OVER = new Set(['SUCCESS', 'ERROR', 'CANCELLED', 'WAITING_CONFIRMATION']);

/** Waits until a run is over, or parked, and answers it. */
export function finished(test: TaskTest, id: string, timeoutMs = 30_000): Promise<RunState> {
  return eventually(
    async () => {
      const run = await runState(test, id);
      if (!OVER.has(run.status)) throw new Error(`the run is ${run.status}`);
      return run;
    },
    { timeoutMs },
  );
}

/** Waits until a run has the given status. */
export function inStatus(test: TaskTest, id: string, status: string): Promise<RunState> {
  return eventually(async () => {
    const run = await runState(test, id);
    if (run.status !== status) throw new Error(`the run is ${JSON.stringify(run)}`);
    return run;
  });
}

/** Sets a task off and waits for its end. */
export async function runNow(test: TaskTest, ctx: Context, taskId: string, mode: 'APPLY' | 'PLAN' = 'APPLY') {
  const { id } = await runTask(ctx, taskId, mode);
  return finished(test, id);
}

export interface EffectState {
  number: number;
  kind: string;
  summary: string;
  outcome: string;
  is_removal: boolean;
  error: string | null;
}

export function effectsOf(test: TaskTest, runId: string): Promise<EffectState[]> {
  return ask<EffectState>(test, 'SELECT * FROM task_run_effects WHERE run_id = $1 ORDER BY number', [runId]);
}

export function logOf(test: TaskTest, runId: string): Promise<{ level: string; text: string }[]> {
  return ask(test, 'SELECT level, text FROM task_run_logs WHERE run_id = $1 ORDER BY id', [runId]);
}
