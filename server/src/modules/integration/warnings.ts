import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { isEventType } from '../event/index.ts';
import { findWarnings } from './check/check-integration.ts';
import { findIntegrations } from './internal.ts';
import { secretNamesOf } from './secrets/secret-names.ts';

/** The warnings of integrations, by id. */
export async function integrationWarnings(ctx: Context, ids: readonly string[]): Promise<Map<string, FieldError[]>> {
  requireScope(ctx, 'integration:read');
  const rows = await transaction(ctx, (ctx) => findIntegrations(ctx, ids));
  const names = await secretNamesOf(ctx, ids);
  return new Map(
    rows.map((row) => {
      const integration = { ...row, eventTypes: row.eventTypes.filter(isEventType) };
      return [row.id, findWarnings(integration, names.get(row.id) ?? [])];
    }),
  );
}
