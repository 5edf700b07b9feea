import { AppError } from '../../errors.ts';
import { loadVersion } from '../../plugins/registry/index.ts';
import type { TxContext } from '../../transaction.ts';
import { getVersion, type PluginRow, type PluginVersionRow } from '../plugin/index.ts';

/**
 * The version of a plugin that is to be installed: the offered one when none is named. Its archive and signature are
 * looked at once more. PRECONDITION_FAILED for one that was yanked, revoked or not approved.
 */
export async function getInstallable(
  ctx: TxContext,
  plugin: PluginRow,
  version?: string | null,
): Promise<PluginVersionRow> {
  const wanted = version ?? plugin.latestVersion;
  if (!wanted) throw new AppError('PRECONDITION_FAILED', `no version of ${plugin.key} is approved`);
  const found = await getVersion(ctx, plugin, wanted);
  if (found.status === 'YANKED') {
    const message = `${plugin.key} ${wanted} was taken back: ${found.statusReason ?? 'no reason was given'}`;
    throw new AppError('PRECONDITION_FAILED', message, { reason: 'PLUGIN_YANKED' });
  }
  await loadVersion(ctx.tx, found.id);
  return found;
}
