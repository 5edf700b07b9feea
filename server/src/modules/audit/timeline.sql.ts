import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { AuditRecordRow } from './list.ts';

/** Where a page begins: before this record. */
export interface Place {
  at: Date;
  id: string;
}

interface Asked {
  id: string;
  before: Place | null;
  take: number;
}

export function readTimeline({ tx, tenantId }: SqlTxContext, asked: Asked): Promise<AuditRecordRow[]> {
  return tx.query<AuditRecordRow>(timelineOf(tenantId, asked));
}

/** Two walks along an index each, and no more rows than a page of either: a long-lived group has many thousands. */
export function timelineOf(tenantId: string, { id, before, take }: Asked): Sql {
  const earlier = before ? sql`AND (at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``;
  const walk = (which: Sql) => sql`
    (SELECT * FROM audit_records WHERE tenant_id = ${tenantId}::uuid AND ${which} ${earlier}
     ORDER BY at DESC, id DESC LIMIT ${take})`;
  return sql`
    SELECT tenant_id AS "tenantId", id, action, actor_id AS "actorId", actor_email AS "actorEmail",
           actor_kind AS "actorKind", target_type AS "targetType", target_id AS "targetId",
           target_name AS "targetName", outcome, detail, event_id AS "eventId", request_id AS "requestId",
           ip_address AS "ipAddress", at, sequence, leaf_hash AS "leafHash", erased_at AS "erasedAt"
    FROM (${walk(sql`target_id = ${id}`)} UNION ALL ${walk(onlySubject(id))}) AS found
    ORDER BY at DESC, id DESC LIMIT ${take}`;
}

export async function countTimeline({ tx, tenantId }: SqlTxContext, id: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    SELECT ((SELECT count(*) FROM audit_records WHERE tenant_id = ${tenantId}::uuid AND target_id = ${id})
      + (SELECT count(*) FROM audit_records WHERE tenant_id = ${tenantId}::uuid AND ${onlySubject(id)}))::int AS count`);
  return row?.count ?? 0;
}

function onlySubject(id: string): Sql {
  return sql`subject_id = ${id} AND target_id IS DISTINCT FROM ${id}`;
}
