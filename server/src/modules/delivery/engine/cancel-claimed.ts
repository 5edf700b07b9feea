import { type SqlTransaction, sql } from '../../../platform/db/index.ts';

/** A claimed delivery that cannot be sent any more, with the reason. */
export interface Orphan {
  tenant_id: string;
  id: string;
  reason: string;
  /** It would be sent, were its integration enabled. */
  is_missed: boolean;
}

/** Ends them, in the transaction that has claimed them. */
export async function cancelClaimed(tx: SqlTransaction, orphans: readonly Orphan[]): Promise<void> {
  if (orphans.length === 0) return;
  await tx.execute(sql`
    UPDATE deliveries d SET status = 'CANCELLED', error = o.reason, is_missed = o.is_missed, finished_at = now(), worker_id = NULL,
                            xid = pg_current_xact_id()
    FROM jsonb_to_recordset(${JSON.stringify(orphans)}::jsonb) AS o(tenant_id uuid, id uuid, reason text, is_missed boolean)
    WHERE d.tenant_id = o.tenant_id AND d.id = o.id AND d.status = 'RUNNING'`);
}
