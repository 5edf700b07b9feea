import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { getUser, type UserRow, WITHOUT_HASH } from './internal.ts';

/** One user, or NOT_FOUND. Everyone may see themselves. */
export function readUser(ctx: Context, id: string): Promise<UserRow> {
  if (id !== ctx.actor.id) requireScope(ctx, 'user:read');
  return transaction(ctx, (ctx) => getUser(ctx, id));
}

/** The user with this email, whatever its case; null when there is none. */
export function findUserByEmail(ctx: Context, email: string): Promise<UserRow | null> {
  requireScope(ctx, 'user:read');
  return transaction(ctx, ({ tx, tenantId }) =>
    tx.prisma.user.findUnique({
      where: { tenantId_email: { tenantId, email: email.trim().toLowerCase() } },
      omit: WITHOUT_HASH,
    }),
  );
}
