import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { getPlugin } from '../plugin/index.ts';
import { keepConsent, requireAccepted } from './consent.ts';
import { getInstallable } from './installable.ts';
import { InstallPlugin } from './installation.input.ts';
import { type InstallationRow, installationTarget, toInstallationRow, WITH_NAMES } from './internal.ts';

/**
 * Installs a version of a plugin, with consent to exactly what it may do: PRECONDITION_FAILED with the difference
 * otherwise. CONFLICT where the plugin is installed already.
 */
export function installPlugin(ctx: Context, input: unknown): Promise<InstallationRow> {
  requireScope(ctx, 'plugin:write');
  const { pluginId, version: wanted, acceptPermissions, autoUpdate } = parseInput(InstallPlugin, input);
  let target: { type: string; id?: string; name?: string } = { type: 'installation', name: pluginId };
  return auditRefusal(
    ctx,
    () => ({ action: 'plugin.installed', target }),
    () =>
      transaction(ctx, async (ctx) => {
        const { tx, tenantId, actor } = ctx;
        const plugin = await getPlugin(ctx, pluginId);
        const version = await getInstallable(ctx, plugin, wanted);
        target = { type: 'installation', name: `${plugin.key} ${version.version}` };
        const { digest, permissions } = version;
        requireAccepted(permissions, acceptPermissions);
        const created = tx.prisma.installation.create({
          data: {
            tenantId,
            id: newId(),
            pluginId: plugin.id,
            pluginVersionId: version.id,
            digest,
            permissions: { ...permissions },
            autoUpdate,
            installedById: actor.id,
            installedByEmail: actor.email,
          },
          include: WITH_NAMES,
        });
        const taken = { plugin_id: `${plugin.key} is installed already: upgrade that installation` };
        const installation = toInstallationRow(await refuseDuplicate(created, taken));
        await keepConsent(ctx, { installationId: installation.id, version });
        recordAudit(ctx, {
          action: 'plugin.installed',
          target: installationTarget(installation),
          detail: { new: { version: version.version, digest, permissions, auto_update: autoUpdate } },
        });
        return installation;
      }),
  );
}
