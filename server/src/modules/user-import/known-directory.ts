import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { GroupRow } from '../group/index.ts';
import { attributeChecker } from '../tenant/index.ts';
import { type ImportRun, inImport } from './import-run.ts';
import { readUsers, type UserWithManager } from './user-rows.sql.ts';
import { ownUsername, type WantedUser } from './wanted-user.ts';

/** What the directory, and earlier rows of the same import, say about the people of one chunk. */
export interface KnownDirectory {
  users: ReadonlyMap<string, UserWithManager>;
  usernames: Set<string>;
  groups: ReadonlyMap<string, GroupRow>;
  /** `userId groupId` of memberships there are. */
  memberships: ReadonlySet<string>;
  /** The ids of people who are named as managers and are there. */
  managerIds: Map<string, string>;
  /** Who has been named as a manager by an earlier row of this import. */
  awaited: Set<string>;
  /** In which row of this import an email was already, and was not refused. */
  earlierRows: Map<string, number>;
  checkAttributes(attributes: unknown): void;
}

/**
 * Reads all of it with a handful of queries, however many rows there are. When the import is applied, the users are
 * locked until the transaction ends, and other imports of the tenant wait: two that create the same people take turns.
 */
export async function readDirectory(ctx: SqlTxContext, run: ImportRun, wanted: WantedUser[]): Promise<KnownDirectory> {
  const isApplied = run.mode === 'apply';
  if (isApplied) await lockImports(ctx);
  const emails = wanted.map(({ email }) => email);
  const names = [...new Set(wanted.flatMap((row) => row.groups ?? []))];
  const [checkAttributes, users, usernames, managerIds, awaited, groups] = await Promise.all([
    attributeChecker(ctx),
    readUsers(ctx, emails, { isLocked: isApplied }),
    readUsernames(ctx, run, wanted),
    readManagerIds(ctx, wanted),
    readAwaited(ctx, run, wanted),
    readGroups(ctx, names),
  ]);
  const [memberships, earlierRows] = await Promise.all([
    readMemberships(ctx, idsOf(users), idsOf(groups)),
    // What an applied row has created is there: only a plan has to look for the others.
    readEarlierRows(ctx, run, isApplied ? [...users.keys()] : emails),
  ]);
  return { users, usernames, managerIds, awaited, groups, memberships, earlierRows, checkAttributes };
}

async function lockImports({ tx, tenantId }: SqlTxContext): Promise<void> {
  await tx.query(sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`user-imports:${tenantId}`}, 0))`);
}

const idsOf = (rows: ReadonlyMap<string, { id: string }>) => [...rows.values()].map(({ id }) => id);

/** Which of the usernames that the rows could come to have are taken: in the directory, or in a plan by earlier rows. */
async function readUsernames(ctx: SqlTxContext, run: ImportRun, wanted: WantedUser[]) {
  const taken = await takenOf(ctx, run, wanted.map(ownUsername));
  // Only where the short name is taken, the whole email comes into question.
  const second = wanted.filter((row) => taken.has(ownUsername(row))).map(({ email }) => email);
  return new Set([...taken, ...(await takenOf(ctx, run, second))]);
}

async function takenOf({ tx, tenantId }: SqlTxContext, run: ImportRun, names: string[]) {
  if (names.length === 0) return new Set<string>();
  const planned = sql`
    UNION ALL
    SELECT r.username FROM user_import_rows r
    WHERE r.tenant_id = ${tenantId}::uuid AND ${inImport(run)} AND r.username = ANY(${names}::text[])`;
  const rows = await tx.query<{ username: string }>(sql`
    SELECT username FROM users WHERE tenant_id = ${tenantId}::uuid AND username = ANY(${names}::text[])
    ${run.mode === 'plan' ? planned : sql``}`);
  return new Set(rows.map((row) => row.username));
}

async function readManagerIds({ tx, tenantId }: SqlTxContext, wanted: WantedUser[]) {
  const emails = [...new Set(wanted.flatMap(({ manager_email }) => manager_email ?? []))];
  if (emails.length === 0) return new Map<string, string>();
  const rows = await tx.query<{ email: string; id: string }>(sql`
    SELECT email, id FROM users WHERE tenant_id = ${tenantId}::uuid AND email = ANY(${emails}::text[])`);
  return new Map(rows.map((row) => [row.email, row.id]));
}

async function readAwaited({ tx, tenantId }: SqlTxContext, run: ImportRun, wanted: WantedUser[]) {
  const emails = wanted.flatMap(({ email, manager_email }) => (manager_email ? email : []));
  if (emails.length === 0) return new Set<string>();
  const rows = await tx.query<{ email: string }>(sql`
    SELECT DISTINCT r.manager_email AS email FROM user_import_rows r
    WHERE r.tenant_id = ${tenantId}::uuid AND ${inImport(run)} AND r.manager_email = ANY(${emails}::text[])`);
  return new Set(rows.map((row) => row.email));
}

async function readGroups({ tx, tenantId }: SqlTxContext, names: string[]) {
  if (names.length === 0) return new Map<string, GroupRow>();
  const rows = await tx.query<GroupRow>(sql`
    SELECT tenant_id AS "tenantId", id, name, description, version, created_at AS "createdAt", updated_at AS "updatedAt"
    FROM groups WHERE tenant_id = ${tenantId}::uuid AND name = ANY(${names}::text[])`);
  return new Map(rows.map((row) => [row.name, row]));
}

async function readMemberships({ tx, tenantId }: SqlTxContext, userIds: string[], groupIds: string[]) {
  if (userIds.length === 0 || groupIds.length === 0) return new Set<string>();
  const rows = await tx.query<{ user_id: string; group_id: string }>(sql`
    SELECT user_id, group_id FROM memberships
    WHERE tenant_id = ${tenantId}::uuid AND user_id = ANY(${userIds}::uuid[]) AND group_id = ANY(${groupIds}::uuid[])`);
  return new Set(rows.map((row) => `${row.user_id} ${row.group_id}`));
}

async function readEarlierRows({ tx, tenantId }: SqlTxContext, run: ImportRun, emails: string[]) {
  if (emails.length === 0) return new Map<string, number>();
  const rows = await tx.query<{ email: string; row: number }>(sql`
    SELECT r.email, min(r.row) AS row FROM user_import_rows r
    WHERE r.tenant_id = ${tenantId}::uuid AND ${inImport(run)} AND r.email = ANY(${emails}::text[])
      AND r.outcome <> 'failed'
    GROUP BY r.email`);
  return new Map(rows.map((row) => [row.email, row.row]));
}
