import type { ImportStatus, Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidCursor, readCursor, writeCursor } from '../../cursor.ts';
import { AppError, invalidField } from '../../errors.ts';
import { type Page, type PageInput, pageSize, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { ImportMode, RowOutcome } from './import-run.ts';
import type { UserImportRow } from './run-import.ts';

export type ReportedRow = Prisma.UserImportRowGetPayload<object>;

export interface ImportFilter {
  mode?: ImportMode | null;
  status?: ImportStatus | null;
  createdById?: string | null;
  /** The whole address of somebody in the file, or part of why the import broke off, in any case. */
  text?: string | null;
}

/** A page of the tenant's imports, the newest first where no other direction is asked for. */
export function listUserImports(
  ctx: Context,
  { page, filter = {} }: { page: PageInput; filter?: ImportFilter },
): Promise<Page<UserImportRow>> {
  requireScope(ctx, 'user:read');
  const where = toWhere(filter);
  return paginate(
    page,
    { field: 'createdAt', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.userImport.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.userImport.count({ where })),
  );
}

function toWhere({ mode, status, createdById, text }: ImportFilter): Prisma.UserImportWhereInput {
  if (createdById && !isUuid(createdById)) throw invalidField('createdById', 'is not the id of a user');
  return {
    ...(mode ? { mode } : {}),
    ...(status ? { status } : {}),
    ...(createdById ? { createdById } : {}),
    // Addresses by the index over them: a file has up to a million rows.
    ...(text ? { OR: [{ rows: { some: { email: text.toLowerCase() } } }, { error: containing(text) }] } : {}),
  };
}

/** One import, or NOT_FOUND. */
export async function readUserImport(ctx: Context, id: string): Promise<UserImportRow> {
  requireScope(ctx, 'user:read');
  const found = isUuid(id)
    ? await transaction(ctx, ({ tx, tenantId }) =>
        tx.prisma.userImport.findUnique({ where: { tenantId_id: { tenantId, id } } }),
      )
    : null;
  if (found) return found;
  throw new AppError('NOT_FOUND', `there is no import ${id}`);
}

/** A page of an import's report, in the order of the rows. */
export async function listImportRows(
  ctx: Context,
  importId: string,
  { page, outcome, text }: { page: PageInput; outcome?: RowOutcome | null; text?: string | null },
): Promise<Page<ReportedRow>> {
  requireScope(ctx, 'user:read');
  const size = pageSize(page);
  const all: Prisma.UserImportRowWhereInput = {
    importId,
    ...(outcome ? { outcome } : {}),
    ...(text ? { email: containing(text) } : {}),
  };
  const where = { ...all, row: { gt: page.after ? rowIn(page.after) : 0 } };
  const found = await transaction(ctx, ({ tx }) =>
    tx.prisma.userImportRow.findMany({ where, orderBy: { row: 'asc' }, take: size + 1 }),
  );
  return {
    rows: found.slice(0, size).map((row) => ({ row, cursor: writeCursor(row.row, importId) })),
    hasNextPage: found.length > size,
    count: () => transaction(ctx, ({ tx }) => tx.prisma.userImportRow.count({ where: all })),
  };
}

function rowIn(cursor: string): number {
  const [row] = readCursor(cursor);
  if (typeof row === 'number' && Number.isSafeInteger(row)) return row;
  throw invalidCursor();
}
