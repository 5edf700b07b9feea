import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { HeldRow } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { enqueueSends, sendJobs } from './enqueue.ts';

/** Lets go of claims that nobody acts on: the deliveries wait again, to be sent now. A claim that has moved on stays. */
export async function handBack(services: Services, held: readonly HeldRow[]): Promise<void> {
  const returned = await services.db.system(async (tx) => {
    const rows = await tx.query<HeldRow>(sql`
      UPDATE deliveries d
      SET status = 'PENDING', worker_id = NULL, next_attempt_at = NULL, xid = pg_current_xact_id()
      FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb) AS h(tenant_id uuid, id uuid, claim int)
      WHERE d.tenant_id = h.tenant_id AND d.id = h.id AND d.claim = h.claim AND d.status = 'RUNNING'
      RETURNING d.tenant_id, d.id, d.claim`);
    await enqueueReturned(services, tx, rows);
    return rows;
  });
  announceReturned(services, returned);
}

/** The jobs that send what was handed back. */
export async function enqueueReturned(
  { queue }: Services,
  tx: SqlTransaction,
  rows: readonly { tenant_id: string; id: string }[],
): Promise<void> {
  const jobs = [...Map.groupBy(rows, (row) => row.tenant_id)].flatMap(([tenantId, of]) =>
    sendJobs(
      tenantId,
      of.map((row) => row.id),
    ),
  );
  await enqueueSends(queue, tx, jobs);
}

export function announceReturned({ signals }: Services, rows: readonly { tenant_id: string }[]): void {
  const tenantIds = new Set(rows.map((row) => row.tenant_id));
  signals.raise('jobs', tenantIds);
  signals.raise('deliveries', tenantIds);
}
