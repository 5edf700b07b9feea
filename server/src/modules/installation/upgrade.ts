import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { isWider } from '../../plugins/permission-difference.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { getPlugin, isHigher, type PluginVersionRow } from '../plugin/index.ts';
import { keepConsent, requireAccepted } from './consent.ts';
import { getInstallable } from './installable.ts';
import { UpgradeInstallation } from './installation.input.ts';
import {
  getInstallationToChange,
  type InstallationRow,
  installationTarget,
  toInstallationRow,
  WITH_NAMES,
} from './internal.ts';

/**
 * Gives an installation a newer version; what runs goes on with the version that it began with. Where the new one may do
 * no more, that is all; where it may, its permissions have to be accepted: PRECONDITION_FAILED with the difference.
 * CONFLICT for an older version.
 */
export function upgradeInstallation(ctx: Context, input: unknown): Promise<InstallationRow> {
  requireScope(ctx, 'plugin:write');
  const { id, version: wanted, acceptPermissions } = parseInput(UpgradeInstallation, input);
  let target: { type: string; id?: string; name?: string } = { type: 'installation', id };
  return auditRefusal(
    ctx,
    () => ({ action: 'plugin.upgraded', target }),
    () =>
      transaction(ctx, async (ctx) => {
        const before = await getInstallationToChange(ctx, id);
        target = installationTarget(before);
        const version = await getInstallable(ctx, await getPlugin(ctx, before.pluginId), wanted);
        if (version.id === before.pluginVersionId) {
          recordAudit(ctx, { action: 'plugin.upgraded', target, outcome: 'noop' });
          return before;
        }
        refuseOlder(before, version);
        if (isWider(version.permissions, before.permissions)) {
          requireAccepted(version.permissions, acceptPermissions, before.permissions);
        }
        return change(ctx, before, version);
      }),
  );
}

function refuseOlder({ plugin, pluginVersion }: InstallationRow, { version }: PluginVersionRow): void {
  if (isHigher(version, pluginVersion.version)) return;
  const message = `${plugin.key} is installed as ${pluginVersion.version}, which is newer than ${version}`;
  throw new AppError('CONFLICT', message, { reason: 'DOWNGRADE' });
}

async function change(ctx: TxContext, before: InstallationRow, version: PluginVersionRow): Promise<InstallationRow> {
  const { id: pluginVersionId, digest, permissions } = version;
  const changed = await ctx.tx.prisma.installation.update({
    where: { tenantId_id: { tenantId: ctx.tenantId, id: before.id } },
    data: { pluginVersionId, digest, permissions: { ...permissions } },
    include: WITH_NAMES,
  });
  await keepConsent(ctx, { installationId: before.id, version });
  recordAudit(ctx, {
    action: 'plugin.upgraded',
    target: installationTarget(before),
    detail: {
      old: { version: before.pluginVersion.version, digest: before.digest, permissions: before.permissions },
      new: { version: version.version, digest, permissions },
    },
  });
  return toInstallationRow(changed);
}
