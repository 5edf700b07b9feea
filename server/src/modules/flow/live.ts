import { invalidField } from '../../errors.ts';
import { defineLiveField } from '../../graphql/live/index.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { FlowRow } from './run/internal.ts';

type LiveFlowRow = Omit<FlowRow, 'tenantId'> & { xid_text: string; is_settled: boolean };

/** `actionFlowUpdated`: flows in the order of their last changes. A row shows its newest state. */
export const actionFlowUpdated = defineLiveField<LiveFlowRow>({
  name: 'actionFlowUpdated',
  scope: 'flow:read',
  topic: 'flows',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveFlowRow>(sql`
      SELECT id, xid::text AS xid_text, xid < pg_snapshot_xmin(pg_current_snapshot()) AS is_settled, chain_id AS "chainId",
             chain_name AS "chainName", chain_version AS "chainVersion", status::text AS status, mode::text AS mode,
             trigger::text AS trigger, input, subject_id AS "subjectId", subject, actor_id AS "actorId",
             actor_email AS "actorEmail", event_id AS "eventId", delivery_id AS "deliveryId",
             integration_name AS "integrationName", parent_flow_id AS "parentFlowId",
             is_compensating AS "isCompensating", waiting_for AS "waitingFor", wake_at AS "wakeAt", error,
             cancel_reason AS "cancelReason", created_at AS "createdAt", started_at AS "startedAt",
             finished_at AS "finishedAt"
      FROM action_flows
      WHERE tenant_id = current_tenant_id() AND (xid, id) > (${String(after.xid)}::xid8, ${after.id}::uuid)
      ORDER BY xid, id LIMIT ${limit}`);
    return rows.map((row) => ({ row, position: { xid: BigInt(row.xid_text), id: row.id }, isSettled: row.is_settled }));
  },
  filter: ({ flowId }) => {
    if (flowId === undefined || flowId === null) return () => true;
    if (!isUuid(String(flowId))) throw invalidField('flowId', 'is not the id of a flow');
    return (row) => row.id === flowId;
  },
  toNode: ({ xid_text: _, is_settled: _settled, ...flow }, cursor) => ({ ...flow, cursor }),
});
