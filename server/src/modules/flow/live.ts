import { invalidField } from '../../errors.ts';
import { defineLiveField, PLACE, type PlacedRow, placed } from '../../graphql/live/index.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { FlowRow } from './run/internal.ts';

type LiveFlowRow = PlacedRow & Omit<FlowRow, 'tenantId'>;

/** `actionFlowUpdated`: flows in the order of their last changes. A row shows its newest state. */
export const actionFlowUpdated = defineLiveField<LiveFlowRow>({
  name: 'actionFlowUpdated',
  scope: 'flow:read',
  topic: 'flows',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveFlowRow>(sql`
      SELECT ${PLACE}, chain_id AS "chainId",
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
    return rows.map(placed);
  },
  filter: ({ flowId }) => {
    if (flowId === undefined || flowId === null) return () => true;
    if (!isUuid(String(flowId))) throw invalidField('flowId', 'is not the id of a flow');
    return (row) => row.id === flowId;
  },
  toNode: ({ xid_text: _, is_settled: _settled, ...flow }, cursor) => ({ ...flow, cursor }),
});
