import { requireScope } from '../../access.ts';
import { type BulkItem, bulk } from '../../bulk.ts';
import type { Context } from '../../context.ts';
import { activate } from './activate.ts';

/** Lets up to 500 users sign in again, each by itself. */
export function activateUsers(ctx: Context, ids: unknown): Promise<BulkItem[]> {
  requireScope(ctx, 'user:write');
  return bulk('ids', ids, async (id) => {
    const { isChanged } = await activate(ctx, id);
    return isChanged ? { isChanged } : { isChanged, reason: 'is active already' };
  });
}
