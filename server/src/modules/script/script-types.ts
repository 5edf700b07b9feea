import { readFile } from 'node:fs/promises';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { SCRIPT_TYPES_FILE } from './check/type-program.ts';

/** The types of the module `joinery` and of a script's globals, as a TypeScript declaration file. */
export function readScriptTypes(ctx: Context): Promise<string> {
  requireScope(ctx, 'task:read');
  return readFile(SCRIPT_TYPES_FILE, 'utf8');
}
