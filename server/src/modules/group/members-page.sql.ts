import { type SqlTransaction, sql } from '../../platform/db/index.ts';
import type { MembershipRow } from './membership-row.ts';

/** The first `take` members of each of these groups after a user's id, by that id: one statement for all groups. */
export async function membersOfGroups(
  tx: SqlTransaction,
  tenantId: string,
  { groupIds, afterUserId, take }: { groupIds: string[]; afterUserId: string | null; take: number },
): Promise<Map<string, MembershipRow[]>> {
  const rows = await tx.query<MembershipRow>(sql`
    SELECT m.group_id AS "groupId", m.user_id AS "userId", m.source, m.expires_at AS "expiresAt",
           m.created_at AS "createdAt"
    FROM unnest(${groupIds}::uuid[]) AS wanted(group_id)
    CROSS JOIN LATERAL (
      SELECT * FROM memberships
      WHERE tenant_id = ${tenantId}::uuid AND group_id = wanted.group_id
        AND (${afterUserId}::uuid IS NULL OR user_id > ${afterUserId}::uuid)
      ORDER BY user_id
      LIMIT ${take}
    ) AS m`);
  return Map.groupBy(rows, (row) => row.groupId);
}

/** How many members each of these groups has; a group without any is left out. */
export async function countMembers(
  tx: SqlTransaction,
  tenantId: string,
  groupIds: string[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ group_id: string; count: number }>(sql`
    SELECT group_id, count(*)::int AS count FROM memberships
    WHERE tenant_id = ${tenantId}::uuid AND group_id = ANY(${groupIds}::uuid[])
    GROUP BY group_id`);
  return new Map(rows.map((row) => [row.group_id, row.count]));
}
