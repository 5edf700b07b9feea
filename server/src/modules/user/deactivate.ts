import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { endSessionsOf } from '../session/index.ts';
import { getUserToChange, type UserRow, WITHOUT_HASH } from './internal.ts';
import { requireAnotherOwner } from './owner-rule.ts';
import { requireMayUnmake } from './role-rules.ts';
import { userData, userTarget } from './user-data.ts';

/**
 * Keeps a user from signing in and ends their sessions and API tokens; memberships stay. Who is inactive already stays
 * so. PRECONDITION_FAILED for the last active owner.
 */
export async function deactivateUser(ctx: Context, id: string): Promise<UserRow> {
  return (await deactivate(ctx, id)).user;
}

/** The same, with whether it made a difference. */
export function deactivate(ctx: Context, id: string): Promise<{ user: UserRow; isChanged: boolean }> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    const before = await getUserToChange(ctx, id);
    const target = userTarget(before);
    if (!before.isActive) {
      recordAudit(ctx, { action: 'user.deactivated', target, outcome: 'noop' });
      return { user: before, isChanged: false };
    }
    requireMayUnmake(ctx, before);
    await requireAnotherOwner(ctx, before);
    const user = await ctx.tx.prisma.user.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { isActive: false, version: { increment: 1 } },
      omit: WITHOUT_HASH,
    });
    const ended = await endSessionsOf(ctx, id);
    const eventId = recordEvent(ctx, 'user.deactivated', userData(user), { user_active: true });
    const detail = { old: { isActive: true }, new: { isActive: false }, ended };
    recordAudit(ctx, { action: 'user.deactivated', target, detail, eventId });
    return { user, isChanged: true };
  });
}
