import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { getVersionToDecide, type OwnVersion, versionTarget } from '../internal.ts';
import { refreshOffer } from '../publish/offer.ts';
import { parseReason } from '../reason.ts';

/** Lets a private version of this tenant in. FORBIDDEN for a public one: the deployment's operator approves those. */
export function approvePluginVersion(ctx: Context, id: string): Promise<OwnVersion> {
  requireScope(ctx, 'plugin:write');
  return decide(ctx, { id, action: 'plugin_version.approved', status: 'APPROVED', reason: null });
}

/** Turns a private version of this tenant down. Its number is spent. */
export function rejectPluginVersion(ctx: Context, id: string, reason: string): Promise<OwnVersion> {
  requireScope(ctx, 'plugin:write');
  return decide(ctx, { id, action: 'plugin_version.rejected', status: 'REJECTED', reason: parseReason(reason) });
}

/** Takes a version back: it cannot be installed any more, and those who have it keep it. */
export function yankPluginVersion(ctx: Context, id: string, why: string): Promise<OwnVersion> {
  requireScope(ctx, 'plugin:publish');
  const reason = parseReason(why);
  return transaction(ctx, async (ctx) => {
    const version = await getVersionToDecide(ctx, id);
    if (version.status === 'YANKED') {
      recordAudit(ctx, { action: 'plugin_version.yanked', target: versionTarget(version), outcome: 'noop' });
      return version;
    }
    return apply(ctx, version, { action: 'plugin_version.yanked', status: 'YANKED', reason });
  });
}

interface Decision {
  action: string;
  status: 'APPROVED' | 'REJECTED' | 'YANKED';
  reason: string | null;
}

function decide(ctx: Context, { id, ...decision }: Decision & { id: string }): Promise<OwnVersion> {
  return transaction(ctx, async (ctx) => {
    const version = await getVersionToDecide(ctx, id);
    if (version.tenantId === null) {
      throw new AppError('FORBIDDEN', 'this plugin is for everyone: the operator of the deployment decides about it');
    }
    if (version.status === decision.status) {
      recordAudit(ctx, { action: decision.action, target: versionTarget(version), outcome: 'noop' });
      return version;
    }
    if (version.status !== 'PENDING') {
      throw new AppError('CONFLICT', `it is ${version.status.toLowerCase()} already: publish another version`);
    }
    return apply(ctx, version, decision);
  });
}

async function apply(ctx: TxContext, version: OwnVersion, { action, status, reason }: Decision): Promise<OwnVersion> {
  const decidedAt = ctx.clock.now();
  // Two who decide at once: the status that was read is a part of the condition.
  const { count } = await ctx.tx.prisma.pluginVersion.updateMany({
    where: { id: version.id, status: version.status },
    data: { status, statusReason: reason, decidedAt },
  });
  if (count === 0) throw new AppError('CONFLICT', 'somebody else has just decided about it: look again');
  await refreshOffer(ctx.tx, version.plugin.id);
  const detail = { digest: version.digest, old: version.status, new: status, ...(reason ? { reason } : {}) };
  recordAudit(ctx, { action, target: versionTarget(version), detail });
  return { ...version, status, statusReason: reason, decidedAt };
}
