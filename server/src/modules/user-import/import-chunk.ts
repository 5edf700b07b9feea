import type { Context } from '../../context.ts';
import { sqlTransaction, transaction } from '../../transaction.ts';
import { endSessionsOf } from '../session/index.ts';
import { type Applying, applyDecisions } from './apply-decisions.ts';
import { type Decision, decideRow, reportOf } from './decide-row.ts';
import type { ImportRun } from './import-run.ts';
import { readDirectory } from './known-directory.ts';
import { countOwners } from './owner-count.ts';
import { writeReport } from './report.sql.ts';
import type { CheckedRow } from './wanted-user.ts';

const REPORT = Symbol('report');

export interface ImportChunk {
  rows: CheckedRow[];
  /** How many owners more there would be by the chunks before; in a plan, which writes none. */
  ownerDifference: number;
  isLastTry: boolean;
}

/**
 * Takes one chunk of rows in a transaction: reads what is there, decides row by row, and writes in bulk, with the
 * report. Answers how many owners more there are afterwards.
 */
export function importChunk(ctx: Context, run: ImportRun, chunk: ImportChunk): Promise<number> {
  const { isLastTry } = chunk;
  const shutsOut = chunk.rows.some((row) => 'wanted' in row && row.wanted.active === false);
  if (!shutsOut)
    return sqlTransaction(ctx, (ctx) => take({ ctx, run, isLastTry, endSessions: async () => undefined }, chunk));
  // Ending sessions is an ordinary verb and needs an ordinary transaction, which is slower.
  return transaction(ctx, (ctx) => {
    const endSessions = (userId: string) => endSessionsOf(ctx, userId);
    return take({ ctx, run, isLastTry, endSessions }, chunk);
  });
}

async function take(applying: Applying, { rows, ownerDifference }: ImportChunk): Promise<number> {
  const { ctx, run } = applying;
  const wanted = rows.flatMap((row) => ('wanted' in row ? [row.wanted] : []));
  const known = await readDirectory(ctx, run, wanted);
  const owners = await countOwners(ctx, { users: known.users, wanted, difference: ownerDifference });
  const decisions = rows.map((row) => {
    const decision = 'wanted' in row ? decideRow({ ctx, run, known, owners }, row.number, row.wanted) : undecided(row);
    const { email, outcome } = decision.report;
    if (email && outcome !== 'failed' && !known.earlierRows.has(email)) known.earlierRows.set(email, row.number);
    return decision;
  });
  const isPlan = run.mode === 'plan';
  const done = isPlan ? decisions : await applyDecisions(applying, decisions);
  const report = done.map(({ report }, place) => ({
    ...report,
    line: rows[place]?.line ?? null,
    username: isPlan ? report.username : null,
  }));
  // Travels with what else is written at the end, instead of being waited for.
  ctx.tx.beforeCommit(REPORT, () => writeReport(ctx, run, report));
  return owners.difference();
}

function undecided({ number, email, outcome, reason }: Exclude<CheckedRow, { wanted: unknown }>): Decision {
  return { report: reportOf(number, email, outcome, reason), joins: [] };
}
