import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ServerProcess, startServerProcess } from '../harness/server-process.ts';
import { seedDueTasks } from './harness/due-tasks.ts';
import { median, percentile } from './harness/percentiles.ts';
import type { BenchResult } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { runLatencies } from './harness/run-latency.ts';
import { until } from './harness/until.ts';
import type { World } from './harness/world.ts';

const TASKS = 10_000;
const TENANTS = 1_000;
/** One in the measured server, two in processes of their own. */
const MORE_SCHEDULERS = 2;
const DUE_IN_MS = 6_000;
const SINGLE_RUNS = 200;
const EXECUTED_WITHIN_MS = 240_000;

/** 10,000 tasks of 1,000 tenants are due in the same second; three schedulers take them, and three workers run them. */
export async function cron(world: World): Promise<BenchResult> {
  const latencies = await runLatencies(world, SINGLE_RUNS);
  const schedulers = await Promise.all(Array.from({ length: MORE_SCHEDULERS }, () => startScheduler(world)));
  try {
    return await measure(world, latencies);
  } finally {
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
  }
}

async function measure({ database }: World, latencies: number[]): Promise<BenchResult> {
  const dueAt = new Date(Math.ceil((Date.now() + DUE_IN_MS) / 1000) * 1000);
  await seedDueTasks(database, { tasks: TASKS, tenants: TENANTS, dueAt });
  await pause(Math.max(0, dueAt.getTime() - Date.now()));
  const count = async (where: string) => {
    const { rows } = await database.query(
      `SELECT count(*)::int AS count FROM task_runs WHERE scheduled_for = $1 AND ${where}`,
      [dueAt],
    );
    return rows[0].count as number;
  };
  await until(async () => (await count('true')) >= TASKS, EXECUTED_WITHIN_MS);
  await until(async () => (await count('finished_at IS NOT NULL')) >= TASKS, EXECUTED_WITHIN_MS);
  const { rows } = await database.query(
    `SELECT extract(epoch FROM max(created_at) - $1) * 1000 AS "claimedMs",
            extract(epoch FROM max(finished_at) - $1) AS "executedSeconds",
            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM created_at - $1)) * 1000 AS "claimP50Ms",
            count(*)::int AS runs, count(DISTINCT task_id)::int AS tasks,
            count(*) FILTER (WHERE status = 'SUCCESS')::int AS succeeded,
            count(*) FILTER (WHERE attempt > 1)::int AS again
     FROM task_runs WHERE scheduled_for = $1`,
    [dueAt],
  );
  const { claimedMs, claimP50Ms, executedSeconds, ...counts } = rows[0];
  const failures = await database.query<{ error: string; count: number }>(
    `SELECT concat_ws(' ', status::text, error_kind, error) AS error, count(*)::int AS count
     FROM task_runs WHERE scheduled_for = $1 AND status <> 'SUCCESS' GROUP BY 1 ORDER BY 2 DESC`,
    [dueAt],
  );
  return {
    figures: [
      {
        key: 'runP50',
        label: 'a trivial script by hand, commit to kept result, p50',
        unit: 'ms',
        reached: median(latencies),
        target: { atMost: 5 },
      },
      {
        key: 'runP99',
        label: 'the same, p99',
        unit: 'ms',
        reached: percentile(latencies, 0.99),
      },
      {
        key: 'claimed',
        label: 'all claimed, after their time',
        unit: 'ms',
        reached: Number(claimedMs),
        target: { atMost: 2000 },
      },
      { key: 'claimedP50', label: 'claimed, p50', unit: 'ms', reached: Number(claimP50Ms) },
      {
        key: 'executed',
        label: 'runs executed and kept',
        unit: '/s',
        reached: TASKS / Number(executedSeconds),
        target: { atLeast: 300 },
      },
    ],
    faults: [...faultsOf(counts), ...failures.rows.map(({ error, count }) => `${count} × ${error}`)],
    notes: [
      `${TASKS.toLocaleString('en')} tasks of ${TENANTS.toLocaleString('en')} tenants, each a trivial script; three workers with a scheduler each`,
    ],
  };
}

function faultsOf({
  runs,
  tasks,
  succeeded,
  again,
}: Record<'runs' | 'tasks' | 'succeeded' | 'again', number>): string[] {
  return [
    ...(runs === TASKS && tasks === TASKS ? [] : [`${TASKS} ticks have made ${runs} runs of ${tasks} tasks`]),
    ...(succeeded === runs ? [] : [`of ${runs} runs, ${succeeded} have succeeded`]),
    ...(again === 0 ? [] : [`${again} runs were made more than once`]),
  ];
}

async function startScheduler({ home, databaseUrl }: World): Promise<ServerProcess> {
  const masterKey = (await readFile(join(home, 'master-key'), 'utf8')).trim();
  return startServerProcess({
    DATABASE_URL: databaseUrl,
    JOINERY_HOME: home,
    JOINERY_ROLES: 'worker',
    JOINERY_MASTER_KEY: masterKey,
  });
}

if (import.meta.main) await runBenches({ cron });
