import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { endMappings } from '../app-mapping/index.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { endMembershipsOf } from '../group/index.ts';
import { endSessionsOf } from '../session/index.ts';
import { getUserToDelete, type UserRow, WITHOUT_HASH } from './internal.ts';
import { lockManagers } from './manager-rule.ts';
import { requireAnotherOwner } from './owner-rule.ts';
import { requireMayUnmake } from './role-rules.ts';
import { userData, userFacts, userTarget } from './user-data.ts';

/**
 * Deletes a user, and with them their sessions, memberships and app mappings, each told by its event; their reports have
 * no manager afterwards. Answers the user as they were. PRECONDITION_FAILED for the last active owner.
 */
export function deleteUser(ctx: Context, id: string): Promise<UserRow> {
  requireScope(ctx, 'user:write');
  return transaction(ctx, async (ctx) => {
    await lockManagers(ctx);
    const user = await getUserToDelete(ctx, id);
    requireMayUnmake(ctx, user);
    await endSessionsOf(ctx, id, 'user_deleted');
    await endMembershipsOf(ctx, id);
    await endMappings(ctx, { userId: id });
    await releaseReports(ctx, user);
    await requireAnotherOwner(ctx, user);
    await ctx.tx.prisma.user.delete({ where: { tenantId_id: { tenantId: ctx.tenantId, id } }, select: { id: true } });
    const eventId = recordEvent(ctx, 'user.deleted', userData(user));
    recordAudit(ctx, { action: 'user.deleted', target: userTarget(user), detail: { old: userFacts(user) }, eventId });
    return user;
  });
}

async function releaseReports(ctx: TxContext, manager: UserRow): Promise<void> {
  const reports = await ctx.tx.prisma.user.updateManyAndReturn({
    where: { managerId: manager.id },
    data: { managerId: null, version: { increment: 1 } },
    omit: WITHOUT_HASH,
  });
  for (const report of reports) {
    const eventId = recordEvent(ctx, 'user.updated', userData(report), { user_manager_id: manager.id });
    const detail = { old: { managerId: manager.id }, new: { managerId: null }, reason: 'the manager was deleted' };
    recordAudit(ctx, { action: 'user.updated', target: userTarget(report), detail, eventId });
  }
}
