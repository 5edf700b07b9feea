import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { endSessionsOf } from '../session/index.ts';
import { getUser, getUserToChange, type UserRow, WITHOUT_HASH } from './internal.ts';
import { requireMayGive } from './role-rules.ts';
import { SetUserPassword } from './user.input.ts';
import { userTarget } from './user-data.ts';

/**
 * Gives a user a password, and ends their sessions and API tokens. FORBIDDEN for a user with more power than the actor:
 * whoever knows the password is that user.
 */
export async function setUserPassword(ctx: Context, input: unknown): Promise<UserRow> {
  requireScope(ctx, 'user:write');
  const { id, password } = parseInput(SetUserPassword, input);
  requireMayGive(ctx, (await transaction(ctx, (ctx) => getUser(ctx, id))).role);
  // A core's work for a moment: no transaction waits for it.
  const passwordHash = await ctx.keys.passwords.hash(password);
  return transaction(ctx, async (ctx) => {
    const before = await getUserToChange(ctx, id);
    requireMayGive(ctx, before.role);
    const user = await ctx.tx.prisma.user.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { passwordHash, passwordChangedAt: ctx.clock.now() },
      omit: WITHOUT_HASH,
    });
    const ended = await endSessionsOf(ctx, id, 'password_set');
    recordAudit(ctx, { action: 'user.password_set', target: userTarget(user), detail: { ended } });
    return user;
  });
}
