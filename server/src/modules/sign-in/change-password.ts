import { requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { endOtherSessions } from '../session/index.ts';
import { userTarget } from '../user/index.ts';
import type { UserRow } from './account.ts';
import { countAttempt } from './attempt-limit.ts';
import { ownUser } from './me.ts';
import { requireStrongPassword } from './new-password.ts';
import { ChangePassword } from './sign-in.input.ts';

/**
 * Changes the signed-in person's password and ends their other sessions. INVALID_INPUT where the present one is
 * wrong, LIMIT_EXCEEDED after too many of those.
 */
export async function changePassword(ctx: Context, input: unknown): Promise<UserRow> {
  const { userId } = requirePerson(ctx);
  const { currentPassword, newPassword } = parseInput(ChangePassword, input);
  const attempt = await countAttempt(ctx, [ctx.tenantId, userId]);
  const person = await transaction(ctx, ownUser);
  const oldHash = person.passwordHash;
  if (!(await ctx.keys.passwords.verify(currentPassword, oldHash))) {
    throw invalidField('currentPassword', 'is not your present password');
  }
  await attempt.forgive();
  requireStrongPassword('newPassword', newPassword, person);
  const passwordHash = await ctx.keys.passwords.hash(newPassword);

  return transaction(ctx, async (ctx) => {
    const { tx, clock } = ctx;
    const [user] = await tx.prisma.user.updateManyAndReturn({
      where: { id: userId, passwordHash: oldHash },
      data: { passwordHash, passwordChangedAt: clock.now() },
    });
    if (!user) throw new AppError('CONFLICT', 'the password has just been changed by another request');
    const ended = await endOtherSessions(ctx, userId, 'password_changed');
    recordAudit(ctx, {
      action: 'user.password_changed',
      target: userTarget(user),
      detail: { sessions_ended: ended },
    });
    return user;
  });
}
