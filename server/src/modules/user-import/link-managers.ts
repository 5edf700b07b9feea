import type { Context } from '../../context.ts';
import { type SqlTxContext, sqlTransaction } from '../../transaction.ts';
import { lockManagers } from '../user/index.ts';
import type { ImportRun, ReportRow } from './import-run.ts';
import { managersAbove, type RowToLink, rowsToLink, setManagers, whoExists } from './managers.sql.ts';
import { countOutcomes, rewriteReport } from './report.sql.ts';
import { tellUpdated } from './tell-changes.ts';
import { readUsers } from './user-rows.sql.ts';

const CHUNK = 1000;

/**
 * Links people to their managers when all rows are there, so that the order of the file does not matter: in its order,
 * each link that would close a circle is refused.
 */
export async function linkManagers(ctx: Context, run: ImportRun): Promise<void> {
  let done: number | null = 0;
  while (done !== null) done = await linkChunk(ctx, run, done);
}

/** Answers the last row that is done; null when there are no more. */
function linkChunk(ctx: Context, run: ImportRun, done: number): Promise<number | null> {
  return sqlTransaction(ctx, async (ctx) => {
    if (run.mode === 'apply') await lockManagers(ctx);
    const rows = await rowsToLink(ctx, run, { done, take: CHUNK });
    if (rows.length === 0) return null;
    const linked = await decideLinks(ctx, run, rows, done);
    if (run.mode === 'apply') await applyLinks(ctx, run, linked);
    await rewriteReport(ctx, run, countOutcomes(rows), linked);
    return rows.at(-1)?.number ?? null;
  });
}

async function decideLinks(ctx: SqlTxContext, run: ImportRun, rows: RowToLink[], done: number): Promise<RowToLink[]> {
  const emails = [...new Set(rows.map(({ managerEmail }) => managerEmail))];
  const existing = await whoExists(ctx, run, emails);
  const managers = await managersAbove(ctx, run, { emails, done });
  return rows.map((row) => {
    const { email, managerEmail } = row;
    if (!existing.has(managerEmail)) return failed(row, `there is no user ${managerEmail} to be the manager`);
    if (isAbove(managers, managerEmail, email)) {
      return failed(row, `${managerEmail} reports to ${email}: the two would manage each other`);
    }
    managers.set(email, managerEmail);
    const { changes } = row;
    return {
      ...row,
      outcome: 'changed',
      changes: { ...changes, new: { ...changes?.new, manager_email: managerEmail } },
    };
  });
}

function isAbove(managers: ReadonlyMap<string, string>, from: string, email: string): boolean {
  for (let above: string | undefined = from; above !== undefined; above = managers.get(above)) {
    if (above === email) return true;
  }
  return false;
}

function failed(row: RowToLink, reason: string): RowToLink {
  const rest = row.changes ? '; the rest of the row was done' : '';
  return { ...row, outcome: 'failed', reason: reason + rest };
}

async function applyLinks(ctx: SqlTxContext, run: ImportRun, rows: RowToLink[]): Promise<void> {
  const links = rows.filter(({ outcome }) => outcome !== 'failed');
  const emails = links.map(({ email }) => email);
  const before = await readUsers(ctx, emails, { isLocked: true });
  await setManagers(ctx, links);
  const after = await readUsers(ctx, emails, { isLocked: false });
  for (const link of links) {
    const [old, now] = [before.get(link.email), after.get(link.email)];
    if (old && now) tellUpdated(ctx, run, old, now);
    else markGone(link);
  }
}

/** Between the two passes somebody else has deleted the user, or given them another email. */
function markGone(row: ReportRow): void {
  row.outcome = 'failed';
  row.reason = 'the user was deleted or renamed by somebody else meanwhile';
}
