import type { Prisma } from '@joinery/prisma';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { inChunks, oneAhead } from './chunks.ts';
import { type ImportChunk, importChunk } from './import-chunk.ts';
import type { ImportMode, ImportRun } from './import-run.ts';
import { linkManagers } from './link-managers.ts';
import { MOST_ROWS, type RawRow } from './raw-row.ts';
import { type CheckedRow, checkRow } from './wanted-user.ts';

export type UserImportRow = Prisma.UserImportGetPayload<object>;

/** Rows of one transaction: enough that a statement's own cost does not count, few enough to lock for moments only. */
const CHUNK = 1000;

export interface WantedImport {
  mode: ImportMode;
  raw: AsyncIterable<RawRow> | Iterable<RawRow>;
  /** Asked before each chunk, where it may take long. */
  mayGoOn?: () => Promise<boolean>;
}

/**
 * Takes rows as they come and keeps none of them in memory: each chunk is a transaction, and the report grows with it. A
 * row that cannot be done fails alone. When the rows themselves break off, or it may not go on, what was done stays, the
 * import is FAILED and says why, and the error goes on to the caller; the same file again changes only what is left.
 */
export async function runImport(ctx: Context, { mode, raw, mayGoOn }: WantedImport): Promise<UserImportRow> {
  const run = await begin(ctx, mode);
  try {
    let ownerDifference = 0;
    for await (const rows of oneAhead(inChunks(checked(raw), CHUNK))) {
      if (mayGoOn && !(await mayGoOn())) throw stoppedBefore(rows);
      const difference = await importTwice(ctx, run, { rows, ownerDifference });
      // What was applied is in the database; what was planned is only remembered here.
      if (mode === 'plan') ownerDifference += difference;
    }
    await linkManagers(ctx, run);
  } catch (error) {
    const message = error instanceof AppError ? error.message : 'the rows broke off, or something failed on our side';
    await end(ctx, run, message).catch((cause: unknown) => {
      ctx.log.warn({ err: cause, importId: run.id }, 'user import: it failed, and that could not be noted');
    });
    throw error;
  }
  return end(ctx, run, null);
}

function stoppedBefore([first]: readonly CheckedRow[]): AppError {
  const why = 'whoever imports was deactivated or has another role, or their session or token has ended';
  const message = `stopped before row ${first?.number}: ${why}; the rows before it are done, the others are not`;
  return new AppError('UNAUTHENTICATED', message);
}

/** What met a change of somebody else in the same moment finds it there the second time; any other error comes again. */
async function importTwice(ctx: Context, run: ImportRun, chunk: Omit<ImportChunk, 'isLastTry'>) {
  try {
    return await importChunk(ctx, run, { ...chunk, isLastTry: false });
  } catch (error) {
    ctx.log.info({ err: error, importId: run.id }, 'user import: a chunk failed and is tried once more');
    return importChunk(ctx, run, { ...chunk, isLastTry: true });
  }
}

function begin(ctx: Context, mode: ImportMode): Promise<ImportRun> {
  return transaction(ctx, async ({ tx, tenantId, actor, clock }) => {
    const run = { id: newId(), mode };
    await tx.prisma.userImport.create({
      data: { ...run, tenantId, createdById: actor.id, createdAt: clock.now() },
    });
    return run;
  });
}

function end(ctx: Context, { id, mode }: ImportRun, error: string | null): Promise<UserImportRow> {
  return transaction(ctx, async (ctx) => {
    const ended = await ctx.tx.prisma.userImport.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { status: error === null ? 'SUCCESS' : 'FAILED', error, finishedAt: ctx.clock.now() },
    });
    const { changed, noop, skipped, failed } = ended;
    recordAudit(ctx, {
      action: mode === 'apply' ? 'user_import.applied' : 'user_import.planned',
      target: { type: 'user_import', id },
      outcome: outcomeOf(ended),
      detail: { counts: { changed, noop, skipped, failed }, ...(error === null ? {} : { error }) },
    });
    return ended;
  });
}

function outcomeOf({ status, mode, changed }: UserImportRow) {
  if (status === 'FAILED') return 'failed';
  return mode === 'apply' && changed > 0 ? 'changed' : 'noop';
}

async function* checked(rows: AsyncIterable<RawRow> | Iterable<RawRow>): AsyncGenerator<CheckedRow> {
  for await (const row of rows) {
    if (row.number > MOST_ROWS) {
      throw new AppError('LIMIT_EXCEEDED', `an import takes at most ${MOST_ROWS} rows; send the rest as another`);
    }
    yield checkRow(row);
  }
}
