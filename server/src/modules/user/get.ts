import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { getUser, type UserRow } from './internal.ts';

/** One user, or NOT_FOUND. Everyone may see themselves. */
export function readUser(ctx: Context, id: string): Promise<UserRow> {
  if (id !== ctx.actor.id) requireScope(ctx, 'user:read');
  return transaction(ctx, (ctx) => getUser(ctx, id));
}
