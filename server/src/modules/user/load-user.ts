import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { UserRow } from './internal.ts';
import { userLoader } from './user-loader.ts';

/** A user that something else names; undefined when they are gone. Everyone may see themselves. */
export function loadUser(ctx: Context, userId: string): Promise<UserRow | undefined> {
  if (!mayReadUser(ctx, userId)) requireScope(ctx, 'user:read');
  return userLoader(ctx).load(userId);
}

export function mayReadUser({ actor }: Context, userId: string): boolean {
  return userId === actor.id || actor.scopes.has('user:read');
}
