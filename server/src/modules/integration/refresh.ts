import type { Context } from '../../context.ts';
import { compileTenant } from './compile/compile-tenant.ts';

export interface RefreshedIntegrations {
  compiled: number;
  problems: readonly { integrationId: string; problem: string }[];
}

/** Compiles the tenant's integrations anew, and has tenants that could not be read tried again everywhere. */
export async function refreshIntegrations(ctx: Context): Promise<RefreshedIntegrations> {
  const { byId, problems } = await compileTenant(ctx);
  ctx.signals.raise('integrations', [ctx.tenantId]);
  return { compiled: byId.size - problems.length, problems };
}
