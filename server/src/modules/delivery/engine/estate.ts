import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Estate, Strays } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { announceReturned, enqueueReturned } from './hand-back.ts';

interface ReturnedRow {
  tenant_id: string;
  id: string;
}

/** What becomes of deliveries whose worker is gone: they wait again, to be sent now. */
export function deliveryEstate(services: Services, strays: Strays): Estate<ReturnedRow> {
  return {
    table: 'deliveries',
    release: async (tx: SqlTransaction, workerId) => {
      const rows = await tx.query<ReturnedRow>(sql`
        UPDATE deliveries SET status = 'PENDING', worker_id = NULL, next_attempt_at = NULL, xid = pg_current_xact_id()
        WHERE worker_id = ${workerId}::bigint AND status = 'RUNNING'
        RETURNING tenant_id, id`);
      await enqueueReturned(services, tx, rows);
      return rows;
    },
    announce: (rows) => announceReturned(services, rows),
    lookAfterOwn: () => strays.look(),
  };
}
