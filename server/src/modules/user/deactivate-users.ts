import { requireScope } from '../../access.ts';
import { type BulkItem, bulk } from '../../bulk.ts';
import type { Context } from '../../context.ts';
import { deactivate } from './deactivate.ts';

/** Keeps up to 500 users from signing in, each by itself; who asks is left out, as nobody means that by a list. */
export function deactivateUsers(ctx: Context, ids: unknown): Promise<BulkItem[]> {
  requireScope(ctx, 'user:write');
  return bulk('ids', ids, async (id) => {
    if (id === ctx.actor.id) return { isChanged: false, isSkipped: true, reason: 'that is you' };
    const { isChanged } = await deactivate(ctx, id);
    return isChanged ? { isChanged } : { isChanged, reason: 'is inactive already' };
  });
}
