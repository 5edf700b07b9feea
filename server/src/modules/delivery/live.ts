import { invalidField } from '../../errors.ts';
import { defineLiveField, PLACE, type PlacedRow, placed } from '../../graphql/live/index.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';

interface LiveDeliveryRow extends PlacedRow {
  event_id: string;
  integration_id: string;
  action_id: string;
  action_type: string;
  event_type: string;
  status: string;
  is_test: boolean;
  attempt_count: number;
  next_attempt_at: Date | null;
  response_status: number | null;
  error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

/**
 * `deliveryUpdated`: deliveries in the order of their last changes. A row shows its newest state; what it was between
 * two looks is in its attempts.
 */
export const deliveryUpdated = defineLiveField<LiveDeliveryRow>({
  name: 'deliveryUpdated',
  scope: 'delivery:read',
  topic: 'deliveries',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveDeliveryRow>(sql`
      SELECT ${PLACE},
             event_id, integration_id, action_id, action_type, event_type, status, is_test,
             attempt_count, next_attempt_at, response_status, error, created_at, finished_at
      FROM deliveries
      WHERE tenant_id = current_tenant_id()
        AND (xid, id) > (${String(after.xid)}::xid8, ${after.id}::uuid)
      ORDER BY xid, id LIMIT ${limit}`);
    return rows.map(placed);
  },
  filter: ({ integrationId }) => {
    if (integrationId === undefined || integrationId === null) return () => true;
    if (!isUuid(String(integrationId))) throw invalidField('integrationId', 'is not the id of an integration');
    return (row) => row.integration_id === integrationId;
  },
  toNode: (row, cursor) => ({
    id: row.id,
    eventId: row.event_id,
    integrationId: row.integration_id,
    actionId: row.action_id,
    actionType: row.action_type,
    eventType: row.event_type,
    status: row.status,
    isTest: row.is_test,
    attemptCount: row.attempt_count,
    nextAttemptAt: row.next_attempt_at,
    responseStatus: row.response_status,
    error: row.error,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    cursor,
  }),
});
