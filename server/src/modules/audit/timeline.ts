import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidCursor, readCursor, writeCursor } from '../../cursor.ts';
import { type Page, type PageInput, pageSize } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { sqlTransaction } from '../../transaction.ts';
import type { AuditRecordRow } from './list.ts';
import { countTimeline, type Place, readTimeline } from './timeline.sql.ts';

/**
 * A page of what was done to one thing, the newest first: records that have it as their target, and those of
 * memberships, app mappings and identities that it is an end of.
 */
export async function listTimeline(ctx: Context, id: string, page: PageInput): Promise<Page<AuditRecordRow>> {
  requireScope(ctx, 'audit:read');
  const size = pageSize(page);
  const before = page.after ? placeIn(page.after) : null;
  const found = await sqlTransaction(ctx, (ctx) => readTimeline(ctx, { id, before, take: size + 1 }));
  return {
    rows: found.slice(0, size).map((row) => ({ row, cursor: writeCursor(row.at, row.id) })),
    hasNextPage: found.length > size,
    count: () => sqlTransaction(ctx, (ctx) => countTimeline(ctx, id)),
  };
}

function placeIn(cursor: string): Place {
  const [at, id] = readCursor(cursor);
  if (at instanceof Date && !Number.isNaN(at.getTime()) && typeof id === 'string' && isUuid(id)) return { at, id };
  throw invalidCursor();
}
