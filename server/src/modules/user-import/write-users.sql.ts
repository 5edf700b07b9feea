import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { UserRow } from '../user/index.ts';

const COLUMNS = sql`
  id uuid, email text, username text, "firstName" text, "lastName" text, role user_role, "isActive" boolean,
  attributes jsonb, "managerId" uuid, version int, "createdAt" timestamptz, "updatedAt" timestamptz`;

/** Creates users in one statement. One whose email or username somebody else took meanwhile is left out of the answer. */
export async function insertUsers({ tx, tenantId }: SqlTxContext, users: UserRow[]): Promise<Set<string>> {
  if (users.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(sql`
    INSERT INTO users (tenant_id, id, email, username, first_name, last_name, role, is_active, attributes, manager_id,
                       created_at, updated_at)
    SELECT ${tenantId}::uuid, u.id, u.email, u.username, u."firstName", u."lastName", u.role, u."isActive",
           u.attributes, u."managerId", u."createdAt", u."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(users)}::jsonb) AS u(${COLUMNS})
    ORDER BY u.email
    ON CONFLICT DO NOTHING
    RETURNING id`);
  return new Set(rows.map((row) => row.id));
}

/** Changes users in one statement. They are locked, so what is written follows from what was read. */
export async function updateUsers({ tx, tenantId }: SqlTxContext, users: UserRow[]): Promise<void> {
  if (users.length === 0) return;
  await tx.execute(sql`
    UPDATE users SET username = u.username, first_name = u."firstName", last_name = u."lastName", role = u.role,
                     is_active = u."isActive", attributes = u.attributes, manager_id = u."managerId",
                     version = u.version, updated_at = u."updatedAt"
    FROM jsonb_to_recordset(${JSON.stringify(users)}::jsonb) AS u(${COLUMNS})
    WHERE users.tenant_id = ${tenantId}::uuid AND users.id = u.id`);
}

export interface NewMembership {
  userId: string;
  groupId: string;
}

/** Adds members in one statement; answers `userId groupId` of those who were none. */
export async function insertMembers(
  { tx, tenantId, actor, clock }: SqlTxContext,
  members: NewMembership[],
): Promise<Set<string>> {
  if (members.length === 0) return new Set();
  const userIds = members.map(({ userId }) => userId);
  const groupIds = members.map(({ groupId }) => groupId);
  const rows = await tx.query<{ user_id: string; group_id: string }>(sql`
    INSERT INTO memberships (tenant_id, user_id, group_id, created_by_id, created_at)
    SELECT ${tenantId}::uuid, m.user_id, m.group_id, ${actor.id}::uuid, ${clock.now()}::timestamptz
    FROM unnest(${userIds}::uuid[], ${groupIds}::uuid[]) AS m(user_id, group_id)
    ORDER BY m.group_id, m.user_id
    ON CONFLICT DO NOTHING
    RETURNING user_id, group_id`);
  return new Set(rows.map((row) => `${row.user_id} ${row.group_id}`));
}
