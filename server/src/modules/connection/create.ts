import type { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { putSecrets } from '../secret/index.ts';
import { checkSettings } from './check-settings.ts';
import { CreateConnection } from './connection.input.ts';
import { type ConnectionRow, connectionTarget, toConnectionRow, toJson } from './internal.ts';
import { probe } from './probe.ts';
import { givenSecrets } from './secret-store.ts';
import { pluginOf } from './settings.ts';

/**
 * Creates a connection and tests it: whether it works is its health from the beginning. INVALID_INPUT for what is not the
 * manifest's configuration, CONFLICT when the name is taken.
 */
export function createConnection(ctx: Context, input: unknown): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:write');
  const wanted = parseInput(CreateConnection, input);
  const id = newId();
  const refused = () => ({
    action: 'connection.created',
    target: connectionTarget({ id, name: wanted.name }),
    detail: { installation_id: wanted.installationId },
  });
  return auditRefusal(ctx, refused, () => create(ctx, id, wanted));
}

async function create(
  ctx: Context,
  id: string,
  { installationId, name, config, secrets }: z.output<typeof CreateConnection>,
): Promise<ConnectionRow> {
  const values = new Map(secrets.map((secret) => [secret.name, secret.value]));
  if (values.size < secrets.length) throw invalidField('secrets', 'names one twice');
  const plugin = await pluginOf(ctx, installationId);
  const names = [...values.keys()];
  checkSettings(plugin.manifest, { config, secrets: names, given: names });
  const test = await probe(ctx, { plugin, config, secrets: givenSecrets(values) });

  return transaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const created = ctx.tx.prisma.connection.create({
      data: {
        tenantId: ctx.tenantId,
        id,
        installationId,
        name,
        config: toJson(config),
        health: test.ok ? 'HEALTHY' : 'FAILING',
        lastCheckedAt: now,
        lastError: test.ok ? null : test.message,
        failingSince: test.ok ? null : now,
      },
    });
    const taken = `there is a connection named ${name} already`;
    const connection = toConnectionRow(await refuseDuplicate(created, { name: taken }));
    await putSecrets(ctx, 'connection', connection.id, Object.fromEntries(values));
    recordAudit(ctx, {
      action: 'connection.created',
      target: connectionTarget(connection),
      detail: { new: { plugin: plugin.manifest.id, config, secrets: names }, test },
    });
    return connection;
  });
}
