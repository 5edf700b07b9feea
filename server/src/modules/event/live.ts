import { invalidField } from '../../errors.ts';
import { defineLiveField, PLACE, type PlacedRow, placed } from '../../graphql/live/index.ts';
import { sql } from '../../platform/db/index.ts';
import { isEventType } from './catalogue/index.ts';

interface LiveEventRow extends PlacedRow {
  type: string;
  actor_id: string | null;
  actor_email: string | null;
  ip_address: string | null;
  data: unknown;
  previous: unknown;
  version: number;
  causation_id: string | null;
  depth: number;
  is_test: boolean;
  fired_at: Date;
}

/** `eventOccurred`: the tenant's events, in the order of their commits. */
export const eventOccurred = defineLiveField<LiveEventRow>({
  name: 'eventOccurred',
  scope: 'event:read',
  topic: 'events',
  read: async (tx, after, limit) => {
    const rows = await tx.query<LiveEventRow>(sql`
      SELECT ${PLACE},
             type, actor_id, actor_email, ip_address, data, previous, version, causation_id, depth, is_test, fired_at
      FROM events
      WHERE tenant_id = current_tenant_id()
        AND (xid, id) > (${String(after.xid)}::xid8, ${after.id}::uuid)
      ORDER BY xid, id LIMIT ${limit}`);
    return rows.map(placed);
  },
  filter: ({ types }) => {
    if (!Array.isArray(types)) return () => true;
    const unknown = types.find((type) => !isEventType(String(type)));
    if (unknown !== undefined) throw invalidField('types', `there is no event type ${unknown}`);
    const wanted = new Set(types);
    return (row) => wanted.has(row.type);
  },
  toNode: (row, cursor) => ({
    id: row.id,
    type: row.type,
    actorId: row.actor_id,
    actorEmail: row.actor_email,
    ipAddress: row.ip_address,
    data: row.data,
    previous: row.previous,
    version: row.version,
    causationId: row.causation_id,
    depth: row.depth,
    isTest: row.is_test,
    firedAt: row.fired_at,
    cursor,
  }),
});
