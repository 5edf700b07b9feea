import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { transaction } from '../../../transaction.ts';
import { auditRefusal, recordAudit } from '../../audit/index.ts';
import { connectionTarget } from '../internal.ts';
import { openConnection } from '../open-connection.ts';
import { type ConnectionTestResult, probe } from '../probe.ts';
import { noteHealth } from './note-health.ts';

/** Asks the provider whether a connection works, and keeps the answer as its health. */
export async function testConnection(ctx: Context, id: string): Promise<ConnectionTestResult> {
  requireScope(ctx, 'connection:write');
  const refused = () => ({ action: 'connection.tested', target: { type: 'connection', id } });
  const result = await auditRefusal(ctx, refused, () => examine(ctx, id));
  await transaction(ctx, async (ctx) => {
    const { ok, message, missing } = result.test;
    recordAudit(ctx, {
      action: 'connection.tested',
      target: connectionTarget(result.connection),
      outcome: ok ? 'noop' : 'failed',
      detail: { message, missing },
    });
  });
  return result.test;
}

/** The same without an entry in the audit log: looking after connections is not to be read there every hour. */
export async function examine(ctx: Context, id: string) {
  const { connection, manifest, bundle, config, secrets } = await openConnection(ctx, id);
  const plugin = { manifest, bundle: bundle.code, digest: bundle.digest };
  const test = await probe(ctx, { plugin, config, secrets });
  await noteHealth(ctx, connection, { isHealthy: test.ok, message: test.message });
  return { connection, test };
}
