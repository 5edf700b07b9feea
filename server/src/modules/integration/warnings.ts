import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { isEventType } from '../event/index.ts';
import { listSecretNames } from '../secret/index.ts';
import { findWarnings } from './check/check-integration.ts';
import { findIntegrations } from './internal.ts';

/** The warnings of integrations, by id. */
export function integrationWarnings(ctx: Context, ids: readonly string[]): Promise<Map<string, FieldError[]>> {
  requireScope(ctx, 'integration:read');
  return transaction(ctx, async (ctx) => {
    const warnings = new Map<string, FieldError[]>();
    for (const row of await findIntegrations(ctx, ids)) {
      const names = await listSecretNames(ctx, 'integration', row.id);
      warnings.set(row.id, findWarnings({ ...row, eventTypes: row.eventTypes.filter(isEventType) }, names));
    }
    return warnings;
  });
}
