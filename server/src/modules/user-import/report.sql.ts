import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { ImportRun, ReportRow, RowOutcome } from './import-run.ts';

export type Counts = Record<RowOutcome, number>;

export function countOutcomes(rows: { outcome: RowOutcome }[]): Counts {
  const counts: Counts = { changed: 0, noop: 0, skipped: 0, failed: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/**
 * Writes the report's lines of one chunk and adds them to the import's counts. Both statements are on their way before
 * anything is awaited, so that it can run with the commit.
 */
export async function writeReport(
  ctx: SqlTxContext,
  run: ImportRun,
  rows: (ReportRow & { line: number | null })[],
): Promise<void> {
  const { tx, tenantId } = ctx;
  const lines = tx.execute(sql`
    INSERT INTO user_import_rows (tenant_id, import_id, row, line, email, outcome, reason, changes, manager_email,
                                  username)
    SELECT ${tenantId}::uuid, ${run.id}::uuid, r.number, r.line, r.email, r.outcome, r.reason, r.changes, r."managerEmail",
           r.username
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      number int, line int, email text, outcome text, reason text, changes jsonb, "managerEmail" text,
      username text)`);
  await Promise.all([lines, addCounts(ctx, run, countOutcomes(rows))]);
}

/** Writes lines anew that the linking of managers has changed, and moves the counts from `before` to what they are. */
export async function rewriteReport(
  ctx: SqlTxContext,
  run: ImportRun,
  before: Counts,
  rows: ReportRow[],
): Promise<void> {
  const { tx, tenantId } = ctx;
  await tx.execute(sql`
    UPDATE user_import_rows AS line SET outcome = r.outcome, reason = r.reason, changes = r.changes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(number int, outcome text, reason text, changes jsonb)
    WHERE line.tenant_id = ${tenantId}::uuid AND line.import_id = ${run.id}::uuid AND line.row = r.number`);
  const after = countOutcomes(rows);
  await addCounts(ctx, run, {
    changed: after.changed - before.changed,
    noop: after.noop - before.noop,
    skipped: after.skipped - before.skipped,
    failed: after.failed - before.failed,
  });
}

async function addCounts({ tx, tenantId }: SqlTxContext, { id }: ImportRun, counts: Counts): Promise<void> {
  await tx.execute(sql`
    UPDATE user_imports SET changed = changed + ${counts.changed}::int, noop = noop + ${counts.noop}::int,
                            skipped = skipped + ${counts.skipped}::int, failed = failed + ${counts.failed}::int
    WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid`);
}
