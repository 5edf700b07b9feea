import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { deleteSecrets } from '../secret/index.ts';
import { type ConnectionUse, usesOf } from './dependants.sql.ts';
import { type ConnectionRow, connectionTarget, getConnection } from './internal.ts';

/**
 * Deletes a connection and its secrets. PRECONDITION_FAILED, reason HAS_DEPENDANTS, while chains or flows that have not
 * ended use it, which the extensions name; with `force`, their steps will fail. Answers it as it was.
 */
export function deleteConnection(ctx: Context, id: string, force = false): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:write');
  return transaction(ctx, async (ctx) => {
    const connection = await getConnection(ctx, id);
    const dependants = (await usesOf(ctx, [id])).map(({ kind, id, name }) => ({ kind, id, name }));
    if (dependants.length > 0 && !force) throw usedBy(dependants);
    await deleteSecrets(ctx, 'connection', id);
    await ctx.tx.prisma.connection.delete({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      select: { id: true },
    });
    const { config, installationId } = connection;
    const detail = { old: { config, installation_id: installationId }, dependants };
    recordAudit(ctx, { action: 'connection.deleted', target: connectionTarget(connection), detail });
    return connection;
  });
}

function usedBy(dependants: readonly Pick<ConnectionUse, 'kind' | 'name'>[]): AppError {
  const named = dependants.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return new AppError('PRECONDITION_FAILED', `these use it: ${named}; change or end them first, or say force`, {
    reason: 'HAS_DEPENDANTS',
    extensions: { dependants },
  });
}
