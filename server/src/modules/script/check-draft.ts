import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { Diagnostic } from './check/diagnostic.ts';
import { checkScript } from './compile.ts';

/** What is wrong with a script that somebody is writing: it is neither saved nor run. */
export function checkDraft(ctx: Context, source: string): Promise<Diagnostic[]> {
  requireScope(ctx, 'task:read');
  return checkScript(source);
}
