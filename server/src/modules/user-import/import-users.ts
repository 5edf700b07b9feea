import { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { toJsonRow } from './json-record.ts';
import { readCsv } from './read-csv.ts';
import { runImport, type UserImportRow } from './run-import.ts';

const ImportUsers = z
  .object({
    csv: z.string().nullish(),
    json: z.array(z.unknown(), 'must be an array of objects').nullish(),
    mode: z.enum(['plan', 'apply']).default('plan'),
  })
  .refine(({ csv, json }) => (typeof csv === 'string') !== Array.isArray(json), {
    path: ['csv'],
    message: 'send either csv or json',
  });

/** Imports users from what fits into a request. INVALID_INPUT where the CSV is broken: rows before that are done. */
export function importUsers(ctx: Context, input: unknown): Promise<UserImportRow> {
  requireScope(ctx, 'user:write');
  const { csv, json, mode } = parseInput(ImportUsers, input);
  const rows = json
    ? json.map((value, index) => toJsonRow({ number: index + 1 }, value))
    : readCsv(inOnePiece(csv ?? ''));
  return runImport(ctx, { mode, raw: rows });
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
