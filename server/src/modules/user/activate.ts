import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { getUserToChange, type UserRow, WITHOUT_HASH } from './internal.ts';
import { requireMayGive } from './role-rules.ts';
import { userData, userTarget } from './user-data.ts';

/** Lets a user sign in again, with the role that they had. Who is active already stays so. */
export async function activateUser(ctx: Context, id: string): Promise<UserRow> {
  return (await activate(ctx, id)).user;
}

/** The same, with whether it made a difference. */
export function activate(ctx: Context, id: string): Promise<{ user: UserRow; isChanged: boolean }> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    const before = await getUserToChange(ctx, id);
    const target = userTarget(before);
    if (before.isActive) {
      recordAudit(ctx, { action: 'user.activated', target, outcome: 'noop' });
      return { user: before, isChanged: false };
    }
    requireMayGive(ctx, before.role);
    const user = await ctx.tx.prisma.user.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: { isActive: true, version: { increment: 1 } },
      omit: WITHOUT_HASH,
    });
    const eventId = recordEvent(ctx, 'user.activated', userData(user), { user_active: false });
    const detail = { old: { isActive: false }, new: { isActive: true } };
    recordAudit(ctx, { action: 'user.activated', target, detail, eventId });
    return { user, isChanged: true };
  });
}
