import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { type ImportRun, inImport, type ReportRow, type RowChanges, type RowOutcome } from './import-run.ts';

/** A row whose manager is still to be linked. */
export interface RowToLink extends ReportRow {
  email: string;
  managerEmail: string;
}

/** The next rows after `done` that name a manager, in the order of the file. */
export async function rowsToLink(
  { tx, tenantId }: SqlTxContext,
  run: ImportRun,
  { done, take }: { done: number; take: number },
): Promise<RowToLink[]> {
  const rows = await tx.query<{
    row: number;
    email: string;
    outcome: RowOutcome;
    changes: RowChanges | null;
    manager_email: string;
  }>(sql`
    SELECT row, email, outcome, changes, manager_email FROM user_import_rows
    WHERE tenant_id = ${tenantId}::uuid AND import_id = ${run.id}::uuid AND manager_email IS NOT NULL
      AND row > ${done} AND outcome <> 'failed'
    ORDER BY row LIMIT ${take}`);
  return rows.map(({ row, email, outcome, changes, manager_email }) => ({
    ...{ number: row, email, outcome, changes, managerEmail: manager_email, reason: null, username: null },
  }));
}

/** Who of these is in the directory, or would be by the rows of a plan. */
export async function whoExists(
  { tx, tenantId }: SqlTxContext,
  run: ImportRun,
  emails: string[],
): Promise<Set<string>> {
  const planned = sql`
    UNION
    SELECT r.email FROM user_import_rows r
    WHERE r.tenant_id = ${tenantId}::uuid AND ${inImport(run)} AND r.email = ANY(${emails}::text[])
      AND (r.outcome <> 'failed' OR r.changes IS NOT NULL)`;
  const rows = await tx.query<{ email: string }>(sql`
    SELECT email FROM users WHERE tenant_id = ${tenantId}::uuid AND email = ANY(${emails}::text[])
    ${run.mode === 'plan' ? planned : sql``}`);
  return new Set(rows.map((row) => row.email));
}

/**
 * Everyone above these people, as pairs of a person and their manager, by email. In a plan, what its rows up to `done`
 * would link stands before what is in the directory.
 */
export async function managersAbove(
  { tx, tenantId }: SqlTxContext,
  run: ImportRun,
  { emails, done }: { emails: string[]; done: number },
): Promise<Map<string, string>> {
  const managerOf = (email: Sql) => sql`
    SELECT COALESCE(r.manager_email, m.email) AS email
    FROM (VALUES (1)) AS one
    LEFT JOIN user_import_rows r ON r.tenant_id = ${tenantId}::uuid AND ${inImport(run)}
      AND r.email = ${email} AND r.manager_email IS NOT NULL AND r.outcome <> 'failed'
      AND r.row <= ${run.mode === 'plan' ? done : 0}::int
    LEFT JOIN users u ON u.tenant_id = ${tenantId}::uuid AND u.email = ${email}
    LEFT JOIN users m ON m.tenant_id = ${tenantId}::uuid AND m.id = u.manager_id`;
  const rows = await tx.query<{ email: string; manager_email: string }>(sql`
    WITH RECURSIVE above(email, manager_email) AS (
      SELECT start.email, manager.email
      FROM unnest(${emails}::text[]) AS start(email)
      CROSS JOIN LATERAL (${managerOf(sql`start.email`)}) AS manager
      UNION
      SELECT above.manager_email, manager.email
      FROM above
      CROSS JOIN LATERAL (${managerOf(sql`above.manager_email`)}) AS manager
      WHERE above.manager_email IS NOT NULL
    )
    SELECT email, manager_email FROM above WHERE manager_email IS NOT NULL`);
  return new Map(rows.map((row) => [row.email, row.manager_email]));
}

/** Sets managers by the emails of both in one statement. */
export async function setManagers(
  { tx, tenantId, clock }: SqlTxContext,
  links: { email: string; managerEmail: string }[],
): Promise<void> {
  const emails = links.map(({ email }) => email);
  const managers = links.map(({ managerEmail }) => managerEmail);
  await tx.execute(sql`
    UPDATE users SET manager_id = m.id, version = users.version + 1, updated_at = ${clock.now()}::timestamptz
    FROM unnest(${emails}::text[], ${managers}::text[]) AS link(email, manager_email)
    JOIN users m ON m.tenant_id = ${tenantId}::uuid AND m.email = link.manager_email
    WHERE users.tenant_id = ${tenantId}::uuid AND users.email = link.email`);
}
