import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { deleteSecrets } from '../secret/index.ts';
import { type ConnectionRow, connectionTarget, getConnection } from './internal.ts';

/** Deletes a connection and its secrets. Answers it as it was. */
export function deleteConnection(ctx: Context, id: string): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:write');
  return transaction(ctx, async (ctx) => {
    const connection = await getConnection(ctx, id);
    await deleteSecrets(ctx, 'connection', id);
    await ctx.tx.prisma.connection.delete({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      select: { id: true },
    });
    const { config, installationId } = connection;
    const detail = { old: { config, installation_id: installationId } };
    recordAudit(ctx, { action: 'connection.deleted', target: connectionTarget(connection), detail });
    return connection;
  });
}
