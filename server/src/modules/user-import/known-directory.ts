import { sql } from '../../platform/db/index.ts';
import type { TxContext } from '../../transaction.ts';
import type { GroupRow } from '../group/index.ts';
import { attributeChecker } from '../tenant/index.ts';
import { type UserRow, WITHOUT_HASH } from '../user/index.ts';
import type { ImportRun } from './import-run.ts';
import type { WantedUser } from './wanted-user.ts';

/** What the directory, and earlier rows of the same import, say about the people of one chunk. */
export interface KnownDirectory {
  users: ReadonlyMap<string, UserRow>;
  /** The email of a user's manager, by the user's id. */
  managerEmails: ReadonlyMap<string, string>;
  usernames: Set<string>;
  groups: ReadonlyMap<string, GroupRow>;
  /** `userId groupId` of memberships there are. */
  memberships: ReadonlySet<string>;
  /** In which row of this import an email was already. */
  earlierRows: ReadonlyMap<string, number>;
  checkAttributes(attributes: unknown): void;
}

/**
 * Reads all of it with a handful of queries, however many rows there are. When the import is applied, the users are
 * locked until the transaction ends, in one order, so that two imports do not wait for each other.
 */
export async function readDirectory(ctx: TxContext, run: ImportRun, wanted: WantedUser[]): Promise<KnownDirectory> {
  const emails = wanted.map(({ email }) => email);
  const users = await readUsers(ctx, run, emails);
  const ids = [...users.values()].map(({ id }) => id);
  const groups = await readGroups(ctx, [...new Set(wanted.flatMap((row) => row.groups ?? []))]);
  return {
    users,
    managerEmails: await readManagerEmails(ctx, ids),
    usernames: await readUsernames(ctx, run, wanted),
    groups,
    memberships: await readMemberships(
      ctx,
      ids,
      [...groups.values()].map(({ id }) => id),
    ),
    earlierRows: await readEarlierRows(ctx, run, emails),
    checkAttributes: await attributeChecker(ctx),
  };
}

async function readUsers({ tx, tenantId }: TxContext, { mode }: ImportRun, emails: string[]) {
  if (mode === 'apply') {
    await tx.query(sql`
      SELECT id FROM users WHERE tenant_id = ${tenantId}::uuid AND email = ANY(${emails}::text[])
      ORDER BY id FOR NO KEY UPDATE`);
  }
  const rows = await tx.prisma.user.findMany({ where: { email: { in: emails } }, omit: WITHOUT_HASH });
  return new Map(rows.map((row) => [row.email, row]));
}

async function readManagerEmails({ tx, tenantId }: TxContext, ids: string[]) {
  const rows = await tx.query<{ id: string; email: string }>(sql`
    SELECT u.id, m.email FROM users u JOIN users m ON m.tenant_id = u.tenant_id AND m.id = u.manager_id
    WHERE u.tenant_id = ${tenantId}::uuid AND u.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.email]));
}

/** Which of the usernames that the rows could come to have are taken: in the directory, or in a plan by earlier rows. */
async function readUsernames({ tx, tenantId }: TxContext, { id }: ImportRun, wanted: WantedUser[]) {
  const names = wanted.flatMap(({ email, username }) => [username ?? email.slice(0, email.lastIndexOf('@')), email]);
  const rows = await tx.query<{ username: string }>(sql`
    SELECT username FROM users WHERE tenant_id = ${tenantId}::uuid AND username = ANY(${names}::text[])
    UNION
    SELECT username FROM user_import_rows
    WHERE tenant_id = ${tenantId}::uuid AND import_id = ${id}::uuid AND username = ANY(${names}::text[])`);
  return new Set(rows.map((row) => row.username));
}

async function readGroups({ tx }: TxContext, names: string[]) {
  if (names.length === 0) return new Map<string, GroupRow>();
  const rows = await tx.prisma.group.findMany({ where: { name: { in: names } } });
  return new Map(rows.map((row) => [row.name, row]));
}

async function readMemberships({ tx, tenantId }: TxContext, userIds: string[], groupIds: string[]) {
  if (userIds.length === 0 || groupIds.length === 0) return new Set<string>();
  const rows = await tx.query<{ user_id: string; group_id: string }>(sql`
    SELECT user_id, group_id FROM memberships
    WHERE tenant_id = ${tenantId}::uuid AND user_id = ANY(${userIds}::uuid[]) AND group_id = ANY(${groupIds}::uuid[])`);
  return new Set(rows.map((row) => `${row.user_id} ${row.group_id}`));
}

async function readEarlierRows({ tx, tenantId }: TxContext, { id }: ImportRun, emails: string[]) {
  const rows = await tx.query<{ email: string; row: number }>(sql`
    SELECT email, min(row) AS row FROM user_import_rows
    WHERE tenant_id = ${tenantId}::uuid AND import_id = ${id}::uuid AND email = ANY(${emails}::text[])
    GROUP BY email`);
  return new Map(rows.map((row) => [row.email, row.row]));
}
