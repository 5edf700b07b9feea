import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { ImportMode } from './import-run.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import { runImport, type UserImportRow } from './run-import.ts';

const MOST_BYTES = 1024 ** 3;

const READERS = { csv: readCsv, json: readJson, ndjson: readNdjson };

export interface StreamedImport {
  format: keyof typeof READERS;
  mode: ImportMode;
  stream: AsyncIterable<Uint8Array>;
  /** Asked before each chunk of rows: whether who has begun it may go on. */
  mayGoOn(): Promise<boolean>;
}

/**
 * Imports users from a file of any size as it arrives; memory does not grow with it. Answers the import when all rows are
 * done. UNAUTHENTICATED once it may not go on, INVALID_INPUT where the file is broken, LIMIT_EXCEEDED past 1 GiB or a million rows: what came before is done.
 */
export function importUsersFromStream(ctx: Context, streamed: StreamedImport): Promise<UserImportRow> {
  requireScope(ctx, 'user:write');
  const { format, mode, stream, mayGoOn } = streamed;
  return runImport(ctx, { mode, raw: READERS[format](bounded(stream)), mayGoOn });
}

async function* bounded(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new AppError('LIMIT_EXCEEDED', `an import takes at most ${MOST_BYTES} bytes`);
    yield chunk;
  }
}
