import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { getInstallationToChange, type InstallationRow, installationTarget } from '../installation/index.ts';
import { dependantsOf, releaseDependants } from './dependants.ts';

/**
 * Uninstalls a plugin. PRECONDITION_FAILED, reason HAS_DEPENDANTS, while something depends on it, which the extensions
 * name; with `force`, that goes too. Answers the installation as it was.
 */
export function uninstallPlugin(ctx: Context, id: string, force = false): Promise<InstallationRow> {
  requireScope(ctx, 'plugin:write');
  const target = { type: 'installation', id };
  return auditRefusal(
    ctx,
    () => ({ action: 'plugin.uninstalled', target }),
    () =>
      transaction(ctx, async (ctx) => {
        const installation = await getInstallationToChange(ctx, id);
        const found = (await dependantsOf(ctx, [id])).get(id) ?? [];
        const dependants = found.map(({ kind, id, name }) => ({ kind, id, name }));
        if (dependants.length > 0 && !force) throw dependedOn(dependants);
        await releaseDependants(ctx, id);
        await ctx.tx.prisma.installation.delete({
          where: { tenantId_id: { tenantId: ctx.tenantId, id } },
          select: { id: true },
        });
        const { digest, permissions, pluginVersion } = installation;
        const detail = { old: { version: pluginVersion.version, digest, permissions }, dependants };
        recordAudit(ctx, { action: 'plugin.uninstalled', target: installationTarget(installation), detail });
        return installation;
      }),
  );
}

function dependedOn(dependants: readonly { kind: string; name: string }[]): AppError {
  const named = dependants.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return new AppError('PRECONDITION_FAILED', `these depend on it: ${named}; delete them first, or say force`, {
    reason: 'HAS_DEPENDANTS',
    extensions: { dependants },
  });
}
