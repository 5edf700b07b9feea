import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { type Chaos, signUp, startChaos } from './cluster.ts';

/*
 * Three schedulers, of which one is killed (SIGKILL) right at a tick of many tasks. A failure here means that a tick was
 * lost, or that it made two runs.
 */

const TASKS = 300;
const ROUNDS = 4;
const SCHEDULERS = 3;
const UNTIL_TICK_MS = 3000;
/** Where in the tick the process dies: before, while and after it has taken tasks. */
const KILLED_AFTER_MS = [0, 15, 40, 120];

let chaos: Chaos;
let workers: ServerProcess[];

beforeAll(async () => {
  chaos = await startChaos();
  const [server, ...started] = await Promise.all([
    chaos.start('api'),
    ...Array.from({ length: SCHEDULERS }, () => chaos.start('worker')),
  ]);
  workers = started;
  const api = await signUp(server.url);
  await makeTasks(api.token, server.url);
}, 180_000);

afterAll(() => chaos?.close(), 60_000);

const SCRIPT = `export default async function run(): Promise<string> { return 'done'; }`;

/** One through the API, and copies of it: all daily, at a time that each round sets anew. */
async function makeTasks(token: string, url: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
      variables: {
        input: {
          name: 'tick',
          scheduleType: 'CRON',
          cronExpression: '0 0 1 1 *',
          script: SCRIPT,
          isSafeToRetry: true,
          maxRetries: 5,
        },
      },
    }),
  });
  const { data } = (await response.json()) as { data: { createTask: { id: string } } };
  await chaos.query(
    `WITH copy AS (
       INSERT INTO tasks (tenant_id, id, name, schedule_type, cron_expression, script_version, is_safe_to_retry,
                          max_retries, next_run_at)
       SELECT tenant_id, uuidv7(), 'tick ' || n, schedule_type, cron_expression, 1, true, 5, next_run_at
       FROM tasks, generate_series(1, $2::int) n WHERE id = $1 RETURNING tenant_id, id)
     INSERT INTO task_scripts (tenant_id, task_id, version, source, code)
     SELECT c.tenant_id, c.id, 1, s.source, s.code FROM copy c, task_scripts s WHERE s.task_id = $1`,
    [data.createTask.id, TASKS - 1],
  );
}

async function tickAndKill(killedAfterMs: number): Promise<Date> {
  const tick = new Date(Date.now() + UNTIL_TICK_MS);
  await chaos.query(`UPDATE tasks SET next_run_at = $1 WHERE name LIKE 'tick%'`, [tick]);
  const [victim, ...others] = workers;
  const killedAt = tick.getTime() + killedAfterMs;
  await eventually(() => expect(Date.now()).toBeGreaterThanOrEqual(killedAt), { everyMs: 2 });
  await victim?.kill();
  workers = [...others, await chaos.start('worker')];
  return tick;
}

interface Outcome {
  runs: number;
  tasks: number;
  succeeded: number;
}

async function outcomeOf(tick: Date): Promise<Outcome | undefined> {
  const [outcome] = await chaos.query<Outcome>(
    `SELECT count(*)::int AS runs, count(DISTINCT task_id)::int AS tasks,
            count(*) FILTER (WHERE status = 'SUCCESS')::int AS succeeded
     FROM task_runs WHERE scheduled_for = $1`,
    [tick],
  );
  return outcome;
}

describe('a scheduler that is killed at the tick', () => {
  it('takes none with it: every task has fired once, and every run has ended well', async () => {
    const ticks: Date[] = [];
    for (let round = 0; round < ROUNDS; round += 1) ticks.push(await tickAndKill(KILLED_AFTER_MS[round] ?? 0));
    for (const tick of ticks) {
      await eventually(
        async () => expect(await outcomeOf(tick)).toEqual({ runs: TASKS, tasks: TASKS, succeeded: TASKS }),
        { timeoutMs: 60_000, everyMs: 200 },
      );
    }
    const [late] = await chaos.query<{ seconds: number }>(
      `SELECT extract(epoch FROM max(created_at - scheduled_for))::float8 AS seconds FROM task_runs WHERE scheduled_for = ANY($1)`,
      [ticks],
    );
    expect(late?.seconds).toBeLessThan(5);
  }, 240_000);
});
