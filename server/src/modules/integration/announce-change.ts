import type { SqlTxContext } from '../../transaction.ts';
import { raiseVersion } from './integration.sql.ts';

/**
 * Belongs to every change of an integration or its secrets: from the commit on, nobody fires the old one. Comes first
 * in the transaction: the tenant's row is the lock under which integrations change one after the other.
 */
export async function announceChange(ctx: SqlTxContext): Promise<void> {
  await raiseVersion(ctx.tx, ctx.tenantId);
  ctx.tx.afterCommit(() => ctx.signals.raise('integrations', [ctx.tenantId]));
}
