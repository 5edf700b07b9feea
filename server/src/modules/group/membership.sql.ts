import type { MembershipSource } from '@joinery/prisma';
import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import {
  ENDS,
  type EndColumns,
  type Ends,
  type MembershipRow,
  toEnds,
  type WholeMembership,
} from './membership-row.ts';

const MEMBERSHIP = sql`
  m.group_id AS "groupId", m.user_id AS "userId", m.source, m.expires_at AS "expiresAt", m.created_at AS "createdAt"`;

export interface NewMember {
  groupId: string;
  userId: string;
  source: MembershipSource;
  expiresAt: Date | null;
  /** An existing membership that has not ended keeps its own end. */
  keepsExpiry: boolean;
}

export interface WrittenMember extends MembershipRow {
  isNew: boolean;
  oldExpiresAt: Date | null;
}

/** The user and the group that these ids name, each null where there is none. */
export async function readEnds(
  { tx, tenantId }: SqlTxContext,
  { groupId, userId }: Pick<NewMember, 'groupId' | 'userId'>,
): Promise<{ [End in keyof Ends]: Ends[End] | null }> {
  const [row] = await tx.query<EndColumns>(sql`
    SELECT ${ENDS}
    FROM (VALUES (1)) AS one
    LEFT JOIN users AS u ON u.tenant_id = ${tenantId}::uuid AND u.id = ${userId}::uuid
    LEFT JOIN groups AS g ON g.tenant_id = ${tenantId}::uuid AND g.id = ${groupId}::uuid`);
  if (!row) throw new TypeError('a statement that always answers one row answered none');
  const { user, group } = toEnds(tenantId, row);
  // Of one that does not exist every column is null.
  return { user: row.user_id ? user : null, group: row.group_id ? group : null };
}

/**
 * Adds a member, or changes when the membership ends; null where there is nothing to write, or one of the ends does
 * not exist. The ends are locked against deletion, as their foreign keys do it anyway.
 */
export async function writeMember(
  { tx, tenantId, actor, clock }: SqlTxContext,
  { groupId, userId, source, expiresAt, keepsExpiry }: NewMember,
): Promise<WrittenMember | null> {
  const now = clock.now();
  const [row] = await tx.query<WrittenMember>(sql`
    INSERT INTO memberships AS m (tenant_id, group_id, user_id, source, expires_at, created_by_id, created_at)
    SELECT u.tenant_id, g.id, u.id, ${source}::membership_source, ${expiresAt}::timestamptz, ${actor.id}::uuid,
           ${now}::timestamptz
    FROM users AS u, groups AS g
    WHERE u.tenant_id = ${tenantId}::uuid AND u.id = ${userId}::uuid
      AND g.tenant_id = ${tenantId}::uuid AND g.id = ${groupId}::uuid
    FOR KEY SHARE
    ON CONFLICT (tenant_id, group_id, user_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
      WHERE m.expires_at IS DISTINCT FROM EXCLUDED.expires_at
        AND NOT (${keepsExpiry}::boolean AND COALESCE(m.expires_at > ${now}::timestamptz, true))
    RETURNING ${MEMBERSHIP}, old.user_id IS NULL AS "isNew", old.expires_at AS "oldExpiresAt"`);
  return row ?? null;
}

export async function findMember(
  { tx, tenantId }: SqlTxContext,
  { groupId, userId }: Pick<NewMember, 'groupId' | 'userId'>,
): Promise<MembershipRow | null> {
  const [row] = await tx.query<MembershipRow>(sql`
    SELECT ${MEMBERSHIP} FROM memberships AS m
    WHERE m.tenant_id = ${tenantId}::uuid AND m.group_id = ${groupId}::uuid AND m.user_id = ${userId}::uuid`);
  return row ?? null;
}

/** Deletes those memberships `m` of users `u` in groups `g`, and answers them as they were. */
export async function deleteMembers({ tx, tenantId }: SqlTxContext, where: Sql): Promise<WholeMembership[]> {
  const rows = await tx.query<MembershipRow & EndColumns>(sql`
    DELETE FROM memberships AS m
    USING users AS u, groups AS g
    WHERE m.tenant_id = ${tenantId}::uuid
      AND u.tenant_id = ${tenantId}::uuid AND u.id = m.user_id
      AND g.tenant_id = ${tenantId}::uuid AND g.id = m.group_id
      AND ${where}
    RETURNING ${MEMBERSHIP}, ${ENDS}`);
  return rows.map((row) => {
    const { groupId, userId, source, expiresAt, createdAt } = row;
    return { groupId, userId, source, expiresAt, createdAt, ...toEnds(tenantId, row) };
  });
}
