import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { deleteSecrets } from '../secret/index.ts';
import { announceChange } from './announce-change.ts';
import { settingsForAudit } from './audit-detail.ts';
import { cancelItsDeliveries } from './integration.sql.ts';
import { getIntegration, type IntegrationRow, toIntegrationRow } from './internal.ts';

const SECRET_KINDS = ['integration', 'integration_action', 'webhook_signing'] as const;

/** Deletes an integration, its secrets, and what it has not delivered. The history of its deliveries stays. */
export function deleteIntegration(ctx: Context, id: string): Promise<IntegrationRow> {
  requireScope(ctx, 'integration:write');
  return transaction(ctx, async (ctx) => {
    const { tenantId, tx, clock } = ctx;
    await announceChange(ctx);
    const before = await getIntegration(ctx, id);
    const data = { deletedAt: clock.now(), enabled: false, version: { increment: 1 } };
    const deleted = await tx.prisma.integration.update({ where: { tenantId_id: { tenantId, id } }, data });
    for (const kind of SECRET_KINDS) await deleteSecrets(ctx, kind, id);
    const cancelledDeliveries = await cancelItsDeliveries(tx, tenantId, id);
    tx.afterCommit(() => {
      ctx.metrics.deliveries.inc('cancelled', cancelledDeliveries);
      ctx.signals.raise('deliveries', [tenantId]);
    });
    recordAudit(ctx, {
      action: 'integration.deleted',
      target: { type: 'integration', id, name: before.name },
      detail: { ...settingsForAudit(before), cancelledDeliveries },
    });
    return toIntegrationRow(deleted);
  });
}
