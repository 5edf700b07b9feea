import { Readable } from 'node:stream';
import type { Context } from '../../../server/src/context.ts';
import { importUsersFromStream } from '../../../server/src/modules/user-import/index.ts';

interface File {
  format?: 'csv' | 'json' | 'ndjson';
  mode?: 'plan' | 'apply';
  /** How many bytes arrive at a time. */
  pieceBytes?: number;
}

/** Sends a file as a client would, and answers the import with its report. */
export async function importFile(
  ctx: Context,
  text: string,
  { format = 'csv', mode = 'apply', pieceBytes = 64_000 }: File = {},
) {
  const done = await importUsersFromStream(ctx, {
    format,
    mode,
    stream: inPieces(text, pieceBytes),
    mayGoOn: async () => true,
  });
  return { ...done, rows: await reportOf(ctx, done.id) };
}

export function reportOf(ctx: Context, importId: string) {
  return ctx.db.tenant(ctx.tenantId, ({ prisma }) =>
    prisma.userImportRow.findMany({ where: { importId }, orderBy: { row: 'asc' } }),
  );
}

export function inPieces(text: string, bytes: number): Readable {
  const whole = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(whole.length / bytes) }, (_, index) =>
    whole.subarray(index * bytes, (index + 1) * bytes),
  );
  return Readable.from(pieces);
}

/** Everything of the directory that an import could have touched. */
export function everything(ctx: Context) {
  return ctx.db.tenant(ctx.tenantId, async ({ prisma }) => ({
    users: await prisma.user.findMany({ orderBy: { id: 'asc' } }),
    memberships: await prisma.membership.findMany({ orderBy: { userId: 'asc' } }),
    events: await prisma.event.count(),
  }));
}
