import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import {
  getInstallationToChange,
  type InstallationRow,
  installationTarget,
  toInstallationRow,
  WITH_NAMES,
} from './internal.ts';

/** Says whether an installation takes newer versions, that may do no more, by itself. */
export function setAutoUpdate(ctx: Context, id: string, autoUpdate: boolean): Promise<InstallationRow> {
  requireScope(ctx, 'plugin:write');
  return transaction(ctx, async (ctx) => {
    const before = await getInstallationToChange(ctx, id);
    const target = installationTarget(before);
    if (before.autoUpdate === autoUpdate) {
      recordAudit(ctx, { action: 'installation.updated', target, outcome: 'noop' });
      return before;
    }
    const changed = await ctx.tx.prisma.installation.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { autoUpdate },
      include: WITH_NAMES,
    });
    const detail = { old: { auto_update: before.autoUpdate }, new: { auto_update: autoUpdate } };
    recordAudit(ctx, { action: 'installation.updated', target, detail });
    return toInstallationRow(changed);
  });
}
