import type { Scope } from './access.ts';
import { requireScope } from './access.ts';
import type { Context } from './context.ts';
import { AppError, invalidField } from './errors.ts';
import { isUuid } from './platform/id.ts';

/**
 * Whose sessions, tokens and the like are meant: the signed-in person's own, which needs no scope, or another
 * user's, which does. An API token always needs it. Answers the user's id.
 */
export function whose(ctx: Context, userId: string | null | undefined, scope: Scope): string {
  const { actor } = ctx;
  if (userId && !isUuid(userId)) throw invalidField('userId', 'is not the id of a user');
  const own = !userId || userId === actor.id;
  if (!own || actor.kind !== 'user') requireScope(ctx, scope);
  const meant = userId ?? actor.id;
  if (meant) return meant;
  throw new AppError('INVALID_INPUT', 'say whose, by `userId`');
}
