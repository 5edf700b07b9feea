import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';

type Status = 'pending' | 'held' | 'running' | 'waiting_confirmation';

/** Tells Prometheus, when it asks, how many runs are not over, and for how long the longest has been ready. */
export function collectUnfinishedRuns({ db, metrics, clock }: Services): void {
  metrics.collect('unfinishedRuns', async () => {
    const rows = await db.system((tx) =>
      tx.query<{ status: Status; count: number }>(sql`
        SELECT CASE WHEN is_held THEN 'held' ELSE lower(status::text) END AS status, count(*)::int AS count
        FROM task_runs WHERE status IN ('PENDING', 'RUNNING', 'WAITING_CONFIRMATION') GROUP BY 1`),
    );
    return rows.map(({ status, count }) => ({ labels: { status }, value: count }));
  });
  metrics.collect('oldestWaiting', async () => {
    const [row] = await db.system((tx) =>
      tx.query<{ since: Date | null }>(sql`
        SELECT min(next_eligible_at) AS since FROM task_runs WHERE status = 'PENDING' AND NOT is_held`),
    );
    const since = row?.since;
    const age = since ? Math.max(0, (clock.now().getTime() - since.getTime()) / 1000) : 0;
    return [{ labels: { kind: 'run' as const }, value: age }];
  });
}
