import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { ownTenant, type TenantRow } from './internal.ts';

/** The actor's own tenant. Everyone may know the organisation that they belong to; an API token needs the scope. */
export function getTenant(ctx: Context): Promise<TenantRow> {
  if (ctx.actor.kind === 'api_token') requireScope(ctx, 'tenant:read');
  return transaction(ctx, ownTenant);
}
