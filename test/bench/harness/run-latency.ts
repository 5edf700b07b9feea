import { setTimeout as pause } from 'node:timers/promises';
import { commitTime } from './database.ts';
import { createTenant } from './tenant.ts';
import type { World } from './world.ts';

const WARM_UP = 30;
const LOOK_MS = 2;
const MOST_LOOKS = 5000;
const SCRIPT = 'export default async function run(): Promise<string> { return "done"; }';
const CREATE = 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }';
const RUN = 'mutation ($id: ID!) { runTask(id: $id) { id } }';

/** Runs a trivial script by hand, one run after the other; answers the times from commit to kept result, in milliseconds. */
export async function runLatencies({ server, database }: World, count: number): Promise<number[]> {
  const { api, id: tenantId } = await createTenant(server.url, 'runs', { users: 0, groups: 0 });
  const input = { name: 'trivial', scheduleType: 'ONCE', script: SCRIPT };
  const { createTask } = await api.ask<{ createTask: { id: string } }>(CREATE, { input });
  for (let made = 0; made < WARM_UP + count; made += 1) {
    const { runTask } = await api.ask<{ runTask: { id: string } }>(RUN, { id: createTask.id });
    await finished(database, runTask.id);
  }
  const { rows } = await database.query<{ ms: number }>(
    `SELECT ${commitTime('xid')} - ${commitTime('created_xid')} AS ms FROM task_runs
     WHERE tenant_id = $1 AND status = 'SUCCESS' ORDER BY created_at OFFSET $2`,
    [tenantId, WARM_UP],
  );
  return rows.map(({ ms }) => ms);
}

async function finished(database: World['database'], runId: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { rowCount } = await database.query({
      name: 'finished_run',
      text: 'SELECT 1 FROM task_runs WHERE id = $1 AND finished_at IS NOT NULL',
      values: [runId],
    });
    if (rowCount) return;
    await pause(LOOK_MS);
  }
  throw new Error(`run ${runId} has not ended`);
}
