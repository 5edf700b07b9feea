import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { applyDecisions } from './apply-decisions.ts';
import { type Decision, decideRow, reportOf } from './decide-row.ts';
import type { ImportRun } from './import-run.ts';
import { readDirectory } from './known-directory.ts';
import { countOwners } from './owner-count.ts';
import { writeReport } from './report.sql.ts';
import type { CheckedRow } from './wanted-user.ts';

/**
 * Takes one chunk of rows in a transaction: reads what is there, decides row by row, and writes in bulk, with the
 * report. Answers how many owners more there would be afterwards.
 */
export function importChunk(
  ctx: Context,
  run: ImportRun,
  { rows, ownerDifference }: { rows: CheckedRow[]; ownerDifference: number },
): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const wanted = rows.flatMap((row) => ('wanted' in row ? [row.wanted] : []));
    const known = await readDirectory(ctx, run, wanted);
    const owners = await countOwners(ctx, { users: known.users, wanted, difference: ownerDifference });
    const earlierRows = new Map(known.earlierRows);
    const chunk = { ctx, owners, known: { ...known, earlierRows } };
    const decisions = rows.map((row) => {
      const decision = 'wanted' in row ? decideRow(chunk, row.number, row.wanted) : undecided(row);
      const { email } = decision.report;
      if (email && !earlierRows.has(email)) earlierRows.set(email, row.number);
      return decision;
    });
    const done = run.mode === 'apply' ? await applyDecisions(ctx, run, decisions) : decisions;
    const keepsUsername = run.mode === 'plan';
    const report = done.map(({ report }) => (keepsUsername ? report : { ...report, username: null }));
    await writeReport(ctx, run, report);
    return owners.difference();
  });
}

function undecided({ number, email, outcome, reason }: Exclude<CheckedRow, { wanted: unknown }>): Decision {
  return { report: reportOf(number, email, outcome, reason), joins: [] };
}
