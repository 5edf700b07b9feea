import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { UserRow } from '../user/index.ts';

/** A user with the email of their manager, as the rows of a file name it. */
export type UserWithManager = UserRow & { managerEmail: string | null };

/** Users by their emails in one statement; `lock` keeps others from changing them until the transaction ends. */
export async function readUsers(
  { tx, tenantId }: SqlTxContext,
  emails: string[],
  { isLocked }: { isLocked: boolean },
): Promise<Map<string, UserWithManager>> {
  const lock: Sql = isLocked ? sql`ORDER BY u.id FOR NO KEY UPDATE OF u` : sql``;
  const rows = await tx.query<UserWithManager>(sql`
    SELECT u.tenant_id AS "tenantId", u.id, u.email, u.username, u.first_name AS "firstName",
           u.last_name AS "lastName", u.role, u.is_active AS "isActive", u.attributes, u.manager_id AS "managerId",
           u.password_changed_at AS "passwordChangedAt", u.last_sign_in_at AS "lastSignInAt", u.version,
           u.created_at AS "createdAt", u.updated_at AS "updatedAt", m.email AS "managerEmail"
    FROM users u LEFT JOIN users m ON m.tenant_id = ${tenantId}::uuid AND m.id = u.manager_id
    WHERE u.tenant_id = ${tenantId}::uuid AND u.email = ANY(${emails}::text[])
    ${lock}`);
  return new Map(rows.map((row) => [row.email, row]));
}
