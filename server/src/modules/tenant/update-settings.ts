import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { ownTenant, type TenantRow } from './internal.ts';
import { settingsOf } from './settings.ts';
import { UpdateTenantSettings } from './tenant.input.ts';

/** Changes the name or the settings of the actor's own tenant. */
export function updateTenantSettings(ctx: Context, input: unknown): Promise<TenantRow> {
  requireScope(ctx, 'tenant:write');
  const { name, ...wanted } = parseInput(UpdateTenantSettings, input);
  return transaction(ctx, async (ctx) => {
    const before = await ownTenant(ctx);
    const old = { name: before.name, ...settingsOf(before) };
    const settings = { ...settingsOf(before), ...present(wanted) };
    const tenant = await ctx.tx.prisma.tenant.update({ where: { id: ctx.tenantId }, data: { name, settings } });
    recordAudit(ctx, {
      action: 'tenant.updated',
      target: { type: 'tenant', id: tenant.id, name: tenant.name },
      detail: { old, new: { name: tenant.name, ...settings } },
    });
    return tenant;
  });
}

function present<T extends object>(wanted: T): Partial<T> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<T>;
}
