import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { sqlTransaction, transaction } from '../../../transaction.ts';
import { listSecretNames } from '../../secret/index.ts';
import { getIntegration } from '../internal.ts';

/** The names of an integration's secrets, sorted. NOT_FOUND without the integration. */
export function integrationSecretNames(ctx: Context, integrationId: string): Promise<string[]> {
  requireScope(ctx, 'integration:read');
  return transaction(ctx, async (ctx) => {
    const { id } = await getIntegration(ctx, integrationId);
    return (await listSecretNames(ctx, 'integration', id)).sort();
  });
}

/** The same of many, by the integration's id. The questions travel together. */
export function secretNamesOf(ctx: Context, integrationIds: readonly string[]): Promise<Map<string, string[]>> {
  requireScope(ctx, 'integration:read');
  return sqlTransaction(ctx, async (ctx) => {
    const named = integrationIds.map(async (id): Promise<[string, string[]]> => {
      return [id, (await listSecretNames(ctx, 'integration', id)).sort()];
    });
    return new Map(await Promise.all(named));
  });
}
