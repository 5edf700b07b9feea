import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';

type Status = 'pending' | 'running';

/** Tells Prometheus, when it asks, how many flows are ready or under way. */
export function collectActiveFlows({ db, metrics }: Services): void {
  metrics.collect('activeFlows', async () => {
    const rows = await db.system((tx) =>
      tx.query<{ status: Status; count: number }>(sql`
        SELECT 'pending' AS status, count(*)::int AS count FROM action_flows WHERE status = 'PENDING'
        UNION ALL
        SELECT 'running', count(*)::int FROM action_flows WHERE status = 'RUNNING'`),
    );
    return rows.map(({ status, count }) => ({ labels: { status }, value: count }));
  });
}
