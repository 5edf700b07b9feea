import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import { insertRecordFrom } from '../audit/index.ts';
import { insertEventFrom, tellRecorded } from '../event/index.ts';
import type { NewMember } from './membership.sql.ts';
import { ENDS, type EndColumns, toEnds, type WholeMembership } from './membership-row.ts';

/** `membershipData`, from the ends. */
const DATA = sql`jsonb_build_object(
  'resource_type', 'membership', 'user_id', user_id, 'user_email', email, 'user_name', username,
  'user_first_name', first_name, 'user_last_name', last_name, 'user_attributes', attributes,
  'group_id', group_id, 'group_name', group_name, 'group_description', group_description,
  'membership_source', lower(source::text), 'membership_expires_at', ends_at)`;

/** `membershipFacts`, as what is new. */
const FACTS = sql`jsonb_build_object('new', jsonb_build_object(
  'userId', user_id, 'userEmail', email, 'groupId', group_id, 'groupName', group_name, 'source', source,
  'expiresAt', ends_at))`;

/**
 * Adds who is no member yet: membership, event and audit row in one statement and one trip, as this is what directories
 * are asked for most. Null, with nothing written, where the user is a member already or one of the ends does not exist.
 */
export async function addNewMember(ctx: Context, member: NewMember): Promise<WholeMembership | null> {
  const { tenantId, actor, clock } = ctx;
  const { groupId, userId, source, expiresAt } = member;
  const eventId = newId();
  const createdAt = clock.now();
  const event = insertEventFrom(ctx, 'group.member_added', { id: eventId, data: DATA, from: sql`added` });
  const record = insertRecordFrom(ctx, {
    action: 'group.member_added',
    target: { type: 'membership', id: sql`group_id::text`, name: sql`email || ' in ' || group_name` },
    detail: FACTS,
    eventId,
    from: sql`added`,
  });
  const [row] = await ctx.db.tenantOnce<EndColumns>(
    tenantId,
    sql`
    WITH ends AS (
      SELECT ${ENDS} FROM users AS u, groups AS g
      WHERE u.tenant_id = ${tenantId}::uuid AND u.id = ${userId}::uuid
        AND g.tenant_id = ${tenantId}::uuid AND g.id = ${groupId}::uuid
      FOR KEY SHARE
    ),
    written AS (
      INSERT INTO memberships (tenant_id, group_id, user_id, source, expires_at, created_by_id, created_at)
      SELECT ${tenantId}::uuid, group_id, user_id, ${source}::membership_source, ${expiresAt}::timestamptz,
             ${actor.id}::uuid, ${createdAt}::timestamptz
      FROM ends
      ON CONFLICT DO NOTHING
      RETURNING source, ${expiresAt?.toISOString() ?? null}::text AS ends_at
    ),
    added AS (SELECT * FROM ends, written),
    event AS (${event}),
    record AS (${record})
    SELECT * FROM added`,
  );
  if (!row) return null;
  tellRecorded(ctx, 1);
  return { groupId, userId, source, expiresAt, createdAt, ...toEnds(tenantId, row) };
}
