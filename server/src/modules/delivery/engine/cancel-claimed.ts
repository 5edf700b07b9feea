import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';

/** Ends deliveries that cannot be sent any more, with the reason. */
export async function cancelClaimed(services: Services, tenantId: string, orphans: { id: string; reason: string }[]): Promise<void> {
  if (orphans.length === 0) return;
  await services.db.system((tx) =>
    tx.execute(sql`
      UPDATE deliveries d SET status = 'CANCELLED', error = o.reason, finished_at = now(), worker_id = NULL,
                              xid = pg_current_xact_id()
      FROM jsonb_to_recordset(${JSON.stringify(orphans)}::jsonb) AS o(id uuid, reason text)
      WHERE d.tenant_id = ${tenantId}::uuid AND d.id = o.id AND d.status = 'RUNNING'`),
  );
  services.signals.raise('deliveries', [tenantId]);
}
