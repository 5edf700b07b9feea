import type { Context } from '../../context.ts';
import { type LoadedPlugin, loadVersion } from '../../plugins/registry/index.ts';
import { transaction } from '../../transaction.ts';
import { getInstallation } from '../installation/index.ts';
import { readSecrets } from '../secret/index.ts';
import { type ConnectionRow, getConnection } from './internal.ts';

export interface CurrentSettings {
  connection: ConnectionRow;
  plugin: LoadedPlugin;
  secrets: Map<string, string>;
}

/** A connection as it is, with its secrets opened: what new settings are merged with before they are tested. */
export function readSettings(ctx: Context, id: string): Promise<CurrentSettings> {
  return transaction(ctx, async (ctx) => {
    const connection = await getConnection(ctx, id);
    const plugin = await pluginOf(ctx, connection.installationId);
    return { connection, plugin, secrets: await readSecrets(ctx, 'connection', id) };
  });
}

/** The installed version of a plugin, loaded. */
export function pluginOf(ctx: Context, installationId: string): Promise<LoadedPlugin> {
  return transaction(ctx, async (ctx) => {
    const { pluginVersionId } = await getInstallation(ctx, installationId);
    return loadVersion(ctx.tx, pluginVersionId);
  });
}
