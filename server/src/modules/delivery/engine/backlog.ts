import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { DeliverySendJob } from './send.job.ts';

/** A backlog is counted up to here a tenant: beyond it, the exact number does not matter and would cost. */
const MOST_COUNTED = 100_000;
const TENANTS = 20;

/** Tells Prometheus, when it asks, how much waits and for how long. */
export function collectBacklog({ db, metrics, queue, clock }: Services): void {
  metrics.collect('queueDepth', async () =>
    (await queue.depths()).flatMap(({ name, ...counts }) =>
      Object.entries(counts).map(([state, value]) => ({
        labels: { queue: name, state: state as keyof typeof counts },
        value,
      })),
    ),
  );
  metrics.collect('oldestWaiting', async () => {
    const [[row], due] = await db.system((tx) =>
      Promise.all([
        tx.query<{ event: Date | null; delivery: Date | null }>(sql`
        SELECT (SELECT min(e.fired_at) FROM undispatched_events u
                JOIN events e ON e.tenant_id = u.tenant_id AND e.id = u.event_id) AS event,
               (SELECT min(created_at) FROM deliveries WHERE status = 'RUNNING') AS delivery`),
        queue.oldestDue(tx, DeliverySendJob),
      ]),
    );
    const age = (since: Date | null | undefined) => (since ? (clock.now().getTime() - since.getTime()) / 1000 : 0);
    return [
      { labels: { kind: 'event' as const }, value: age(row?.event) },
      { labels: { kind: 'delivery' as const }, value: Math.max(age(row?.delivery), age(due)) },
    ];
  });
  metrics.collect('backlog', async () => {
    const rows = await db.system((tx) =>
      tx.query<{ tenant_id: string; waiting: string }>(sql`
        SELECT tenant_id, count(*) AS waiting
        FROM (SELECT tenant_id FROM undispatched_events LIMIT ${MOST_COUNTED}) undispatched
        GROUP BY tenant_id ORDER BY waiting DESC LIMIT ${TENANTS}`),
    );
    return rows.map((row) => ({ labels: { tenant: row.tenant_id }, value: Number(row.waiting) }));
  });
}
