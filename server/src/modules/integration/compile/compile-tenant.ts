import type { Context } from '../../../context.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { readCompilable, readVersion } from '../integration.sql.ts';
import { readIntegrationSecrets } from '../secrets/integration-secrets.ts';
import { compileIntegration } from './compile-integration.ts';
import type { CompiledIntegration, CompiledTenant } from './compiled.ts';
import { unableIntegration } from './unable.ts';

/** Compiles all integrations of a tenant. The answer is at least as new as its `version`. */
export function compileTenant(ctx: Context): Promise<CompiledTenant> {
  return sqlTransaction(ctx, async (ctx) => {
    // Before the rows: a change in between makes them newer than the version says, never older.
    const version = await readVersion(ctx.tx, ctx.tenantId);
    const byEventType = new Map<string, CompiledIntegration[]>();
    const byId = new Map<string, CompiledIntegration>();
    const problems: { integrationId: string; problem: string }[] = [];
    for (const { enabled, row, outcome } of await compileAll(ctx)) {
      if (!outcome.ok) problems.push({ integrationId: row.id, problem: outcome.problem });
      const integration = outcome.ok ? outcome.integration : unableIntegration(row, outcome.problem);
      byId.set(integration.id, integration);
      if (!enabled) continue;
      for (const type of integration.eventTypes) byEventType.set(type, [...(byEventType.get(type) ?? []), integration]);
    }
    return { version, byEventType, byId, problems };
  });
}

async function compileAll(ctx: SqlTxContext) {
  const { tx, tenantId, clock } = ctx;
  const rows = await readCompilable(tx, tenantId);
  return Promise.all(
    rows.map(async ({ enabled, ...stored }) => {
      const row = { ...stored, tenantId };
      const read = await readIntegrationSecrets(ctx, row.id);
      return { enabled, row, outcome: read.ok ? compileIntegration(row, read.secrets, clock) : read };
    }),
  );
}
