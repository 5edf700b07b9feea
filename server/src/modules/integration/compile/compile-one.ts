import { AppError } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { getIntegration } from '../internal.ts';
import { readIntegrationSecrets } from '../secrets/integration-secrets.ts';
import { compileIntegration } from './compile-integration.ts';
import type { CompiledIntegration } from './compiled.ts';

/** One integration, compiled: NOT_FOUND without it, PRECONDITION_FAILED when it cannot be compiled. */
export async function compileOne(ctx: TxContext, id: string): Promise<CompiledIntegration> {
  const row = await getIntegration(ctx, id);
  const read = await readIntegrationSecrets(ctx, row.id);
  const outcome = read.ok ? compileIntegration(row, read.secrets, ctx.clock) : read;
  if (outcome.ok) return outcome.integration;
  throw new AppError('PRECONDITION_FAILED', `this integration cannot fire: ${outcome.problem}`);
}
