import { sql } from '../../../platform/db/index.ts';
import { createStrays, type Estate, type Strays, type WorkerIdentity } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { FlowsUnderWay } from './flows-under-way.ts';

interface FlowKey {
  tenant_id: string;
  id: string;
}

/** What becomes of flows whose worker is gone: they are ready again, and the step that was under way is looked after. */
export function flowEstate({ signals }: Services, strays: Strays): Estate<FlowKey> {
  return {
    table: 'action_flows',
    release: (tx, workerId) =>
      tx.query<FlowKey>(sql`
        UPDATE action_flows SET status = 'PENDING', worker_id = NULL, claim = claim + 1, xid = pg_current_xact_id()
        WHERE worker_id = ${workerId}::bigint AND status = 'RUNNING'
        RETURNING tenant_id, id`),
    announce: (rows) => signals.raise('ready_flows', new Set(rows.map((row) => row.tenant_id))),
    lookAfterOwn: () => strays.look(),
  };
}

/** Flows that this worker has claimed and does not work on. */
export function createFlowStrays(
  services: Services,
  { worker, underWay }: { worker: WorkerIdentity; underWay: FlowsUnderWay },
): Strays {
  return createStrays(services, {
    table: 'action_flows',
    worker,
    isUnderWay: ({ id, claim }) => underWay.has(id, claim),
    handBack: async (held) => {
      const rows = await services.db.system((tx) =>
        tx.query<FlowKey>(sql`
          UPDATE action_flows f SET status = 'PENDING', worker_id = NULL, claim = f.claim + 1, xid = pg_current_xact_id()
          FROM jsonb_to_recordset(${JSON.stringify(held)}::jsonb) AS h(tenant_id uuid, id uuid, claim int)
          WHERE f.tenant_id = h.tenant_id AND f.id = h.id AND f.claim = h.claim AND f.status = 'RUNNING'
          RETURNING f.tenant_id, f.id`),
      );
      services.signals.raise('ready_flows', new Set(rows.map((row) => row.tenant_id)));
    },
  });
}
