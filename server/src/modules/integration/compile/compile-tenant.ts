import type { Context } from '../../../context.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { readCompilable, readVersion } from '../integration.sql.ts';
import { readIntegrationSecrets } from '../secrets/integration-secrets.ts';
import { compileIntegration } from './compile-integration.ts';
import type { CompiledIntegration, CompiledTenant } from './compiled.ts';

/** Compiles all integrations of a tenant. The answer is at least as new as its `version`. */
export function compileTenant(ctx: Context): Promise<CompiledTenant> {
  return sqlTransaction(ctx, async (ctx) => {
    // Before the rows: a change in between makes them newer than the version says, never older.
    const version = await readVersion(ctx.tx, ctx.tenantId);
    const byEventType = new Map<string, CompiledIntegration[]>();
    const byId = new Map<string, CompiledIntegration>();
    const problems: { integrationId: string; problem: string }[] = [];
    for (const { enabled, outcome, id } of await compileAll(ctx)) {
      if (!outcome.ok) {
        problems.push({ integrationId: id, problem: outcome.problem });
        continue;
      }
      const { integration } = outcome;
      byId.set(id, integration);
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
    rows.map(async ({ enabled, ...row }) => {
      const secrets = await readIntegrationSecrets(ctx, row.id);
      return { id: row.id, enabled, outcome: compileIntegration({ ...row, tenantId }, secrets, clock) };
    }),
  );
}
