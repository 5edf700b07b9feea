import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { checkSettings } from './check-settings.ts';
import { UpdateConnection } from './connection.input.ts';
import { tellHealth } from './health/tell-health.ts';
import { type ConnectionRow, connectionTarget, toConnectionRow, toJson } from './internal.ts';
import { type ConnectionTestResult, probe, requirePassed } from './probe.ts';
import { givenSecrets } from './secret-store.ts';
import { readSettings } from './settings.ts';

/**
 * Changes the name or the configuration of a connection. A new configuration is tested before it replaces the old one:
 * PRECONDITION_FAILED where it does not work, unless `force`.
 */
export function updateConnection(ctx: Context, id: string, input: unknown): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:write');
  const { name, config, force } = parseInput(UpdateConnection, input);
  const target = { type: 'connection', id };
  return auditRefusal(
    ctx,
    () => ({ action: 'connection.updated', target }),
    async () => {
      const { connection, plugin, secrets } = await readSettings(ctx, id);
      const pluginName = plugin.manifest.name;
      const changes = changesOf(connection, { name, config });
      if (!changes) return unchanged(ctx, connection);
      if (!changes.new.config)
        return transaction(ctx, (ctx) => write(ctx, connection, { changes, test: null, pluginName }));
      checkSettings(plugin.manifest, { config: changes.new.config, secrets: [...secrets.keys()], given: [] });
      const test = await probe(ctx, { plugin, config: changes.new.config, secrets: givenSecrets(secrets) });
      if (!force) requirePassed(test);
      return transaction(ctx, (ctx) => write(ctx, connection, { changes, test, pluginName }));
    },
  );
}

interface Change {
  changes: { old: Partial<ConnectionRow>; new: Partial<ConnectionRow> };
  test: ConnectionTestResult | null;
  pluginName: string;
}

async function write(
  ctx: TxContext,
  before: ConnectionRow,
  { changes, test, pluginName }: Change,
): Promise<ConnectionRow> {
  const { tenantId, clock } = ctx;
  const { name, config } = changes.new;
  await requireUnchanged(ctx, before);
  const now = clock.now();
  const updated = ctx.tx.prisma.connection.update({
    where: { tenantId_id: { tenantId, id: before.id } },
    data: {
      ...(name ? { name } : {}),
      ...(config ? { config: toJson(config) } : {}),
      ...(test ? healthOf(test, before, now) : {}),
      version: { increment: 1 },
    },
  });
  const taken = `there is a connection named ${name} already`;
  const connection = toConnectionRow(await refuseDuplicate(updated, { name: taken }));
  const detail = { ...changes, ...(test ? { test } : {}) };
  const eventId = tellHealth(ctx, { connection, pluginName, before, after: connection });
  const target = connectionTarget(connection);
  recordAudit(ctx, { action: 'connection.updated', target, detail, ...(eventId ? { eventId } : {}) });
  return connection;
}

/** What was tested has to be what is replaced: throws CONFLICT where somebody else was faster. Holds the row. */
export async function requireUnchanged({ tx, tenantId }: TxContext, { id, version }: ConnectionRow): Promise<void> {
  const { count } = await tx.prisma.connection.updateMany({
    where: { tenantId, id, version },
    data: { version },
  });
  if (count === 0) throw new AppError('CONFLICT', 'the connection was changed by somebody else meanwhile: look again');
}

export function healthOf(test: ConnectionTestResult, { failingSince }: ConnectionRow, now: Date) {
  return test.ok
    ? { health: 'HEALTHY' as const, lastCheckedAt: now, lastError: null, failingSince: null }
    : { health: 'FAILING' as const, lastCheckedAt: now, lastError: test.message, failingSince: failingSince ?? now };
}

function unchanged(ctx: Context, connection: ConnectionRow): Promise<ConnectionRow> {
  return transaction(ctx, async (ctx) => {
    recordAudit(ctx, { action: 'connection.updated', target: connectionTarget(connection), outcome: 'noop' });
    return connection;
  });
}
