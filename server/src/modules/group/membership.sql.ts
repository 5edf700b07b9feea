import type { MembershipSource } from '@joinery/prisma';
import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { ENDS, type MembershipColumns } from './membership-row.ts';

export interface NewMember {
  groupId: string;
  userId: string;
  source: MembershipSource;
  expiresAt: Date | null;
  /** An existing membership that has not ended keeps its own end. */
  keepsExpiry: boolean;
}

/** One row whoever exists: an end that does not has no id, and a membership that was not written is not `is_written`. */
export type AddedMember = { [K in keyof MembershipColumns]: MembershipColumns[K] | null } & {
  is_written: boolean | null;
  is_new: boolean | null;
  old_expires_at: Date | null;
};

/**
 * Adds a member, or changes when the membership ends, in one statement that also answers both ends: the whole of the
 * hot path's reading and writing. The ends are locked against deletion, as their foreign keys do it anyway.
 */
export async function writeMember(
  { tx, tenantId, actor, clock }: SqlTxContext,
  member: NewMember,
): Promise<AddedMember> {
  const { groupId, userId, source, expiresAt, keepsExpiry } = member;
  const now = clock.now();
  const statement = sql`
    WITH u AS (SELECT * FROM users WHERE tenant_id = ${tenantId}::uuid AND id = ${userId}::uuid FOR KEY SHARE),
    g AS (SELECT * FROM groups WHERE tenant_id = ${tenantId}::uuid AND id = ${groupId}::uuid FOR KEY SHARE),
    written AS (
      INSERT INTO memberships AS m (tenant_id, group_id, user_id, source, expires_at, created_by_id, created_at)
      SELECT u.tenant_id, g.id, u.id, ${source}::membership_source, ${expiresAt}::timestamptz, ${actor.id}::uuid,
             ${now}::timestamptz
      FROM u, g
      ON CONFLICT (tenant_id, group_id, user_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
        WHERE m.expires_at IS DISTINCT FROM EXCLUDED.expires_at
          AND NOT (${keepsExpiry}::boolean AND COALESCE(m.expires_at > ${now}::timestamptz, true))
      RETURNING m.source, m.expires_at, m.created_at, old.user_id IS NULL AS is_new, old.expires_at AS old_expires_at
    )
    SELECT ${ENDS}, written.created_at IS NOT NULL AS is_written, written.is_new, written.old_expires_at,
           COALESCE(written.source, there.source) AS source,
           CASE WHEN written.created_at IS NULL THEN there.expires_at ELSE written.expires_at END AS expires_at,
           COALESCE(written.created_at, there.created_at) AS created_at
    FROM (VALUES (1)) AS one
    LEFT JOIN u ON true
    LEFT JOIN g ON true
    LEFT JOIN written ON true
    LEFT JOIN memberships AS there
      ON there.tenant_id = ${tenantId}::uuid AND there.group_id = g.id AND there.user_id = u.id`;
  const [row] = await tx.query<AddedMember>(prepared('membership.write', statement));
  if (!row) throw new TypeError('a statement that always answers one row answered none');
  return row;
}

/** Which memberships `m` end. A name stands for one condition, always with the same text. */
export interface Ending {
  name: 'one' | 'of_user' | 'of_group' | 'due';
  where: Sql;
}

/** Deletes memberships of users `u` in groups `g`, and answers them as they were. */
export function deleteMembers({ tx, tenantId }: SqlTxContext, { name, where }: Ending): Promise<MembershipColumns[]> {
  const statement = sql`
    DELETE FROM memberships AS m
    USING users AS u, groups AS g
    WHERE m.tenant_id = ${tenantId}::uuid
      AND u.tenant_id = ${tenantId}::uuid AND u.id = m.user_id
      AND g.tenant_id = ${tenantId}::uuid AND g.id = m.group_id
      AND ${where}
    RETURNING m.source, m.expires_at, m.created_at, ${ENDS}`;
  return tx.query<MembershipColumns>(prepared(`membership.delete.${name}`, statement));
}

/** Planned once a connection, not each time: planning these costs twice what running them does. */
function prepared(name: string, statement: Sql): Sql {
  return Object.assign(statement, { name });
}
