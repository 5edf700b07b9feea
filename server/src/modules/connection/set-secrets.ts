import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { putSecrets } from '../secret/index.ts';
import { checkSettings } from './check-settings.ts';
import { SetConnectionSecrets } from './connection.input.ts';
import { tellHealth } from './health/tell-health.ts';
import { type ConnectionRow, connectionTarget, toConnectionRow } from './internal.ts';
import { probe, requirePassed } from './probe.ts';
import { givenSecrets } from './secret-store.ts';
import { readSettings } from './settings.ts';
import { healthOf, requireUnchanged } from './update.ts';

/**
 * Replaces secrets of a connection; those that are not named stay. The new ones are tested before they replace the old, so
 * that nothing stops working in between: PRECONDITION_FAILED where they do not work, unless `force`. What runs goes on with
 * those that it began with.
 */
export function setConnectionSecrets(ctx: Context, id: string, input: unknown): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:write');
  const { secrets: given, force } = parseInput(SetConnectionSecrets, input);
  const entries = Object.fromEntries(given.map(({ name, value }) => [name, value ?? null]));
  const target = { type: 'connection', id };
  return auditRefusal(
    ctx,
    () => ({ action: 'connection.secrets_set', target }),
    async () => {
      const { connection, plugin, secrets } = await readSettings(ctx, id);
      const wanted = new Map(secrets);
      for (const [name, value] of Object.entries(entries)) {
        if (value === null) wanted.delete(name);
        else wanted.set(name, value);
      }
      const settings = { config: connection.config, secrets: [...wanted.keys()], given: Object.keys(entries) };
      checkSettings(plugin.manifest, settings);
      const test = await probe(ctx, { plugin, config: connection.config, secrets: givenSecrets(wanted) });
      if (!force) requirePassed(test);
      return transaction(ctx, async (ctx) => {
        await requireUnchanged(ctx, connection);
        await putSecrets(ctx, 'connection', id, entries);
        const changed = await ctx.tx.prisma.connection.update({
          where: { tenantId_id: { tenantId: ctx.tenantId, id } },
          data: { ...healthOf(test, connection, ctx.clock.now()), version: { increment: 1 } },
        });
        const set = Object.keys(entries).filter((name) => entries[name] !== null);
        const removed = Object.keys(entries).filter((name) => entries[name] === null);
        const detail = { set, removed, test };
        const after = toConnectionRow(changed);
        const eventId = tellHealth(ctx, { connection, pluginName: plugin.manifest.name, before: connection, after });
        recordAudit(ctx, {
          action: 'connection.secrets_set',
          target: connectionTarget(connection),
          detail,
          ...(eventId ? { eventId } : {}),
        });
        return after;
      });
    },
  );
}
