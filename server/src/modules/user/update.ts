import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { checkAttributes } from '../tenant/index.ts';
import { getUserToChange, type UserRow, WITHOUT_HASH } from './internal.ts';
import { lockManagers, requireNoCycle } from './manager-rule.ts';
import { requireAnotherOwner } from './owner-rule.ts';
import { requireMayChangeRole, requireMayUnmake } from './role-rules.ts';
import { UpdateUser } from './user.input.ts';
import { userData, userFacts, userTarget } from './user-data.ts';

/**
 * Changes a user; no change at all is a noop. CONFLICT when email or username is taken; FORBIDDEN for a role that the
 * actor may not give or take, and for how somebody is known who has more power; PRECONDITION_FAILED for the last active owner's role.
 */
export function updateUser(ctx: Context, id: string, input: unknown): Promise<UserRow> {
  requireScope(ctx, 'user:write');
  const wanted = parseInput(UpdateUser, input);
  return transaction(ctx, async (ctx) => {
    if (wanted.managerId) await lockManagers(ctx);
    const before = await getUserToChange(ctx, id);
    const changes = changesOf(before, wanted);
    if (!changes) {
      recordAudit(ctx, { action: 'user.updated', target: userTarget(before), outcome: 'noop' });
      return before;
    }
    await check(ctx, before, changes.new);
    const user = await write(ctx, id, changes.new);
    const data = userData(user);
    const eventId = recordEvent(ctx, 'user.updated', data, changesOf(userData(before), data)?.old ?? {});
    const detail = changesOf(userFacts(before), userFacts(user)) ?? {};
    recordAudit(ctx, { action: 'user.updated', target: userTarget(user), detail, eventId });
    return user;
  });
}

async function check(ctx: TxContext, before: UserRow, changed: Partial<UserRow>) {
  const { email, username, role, managerId, attributes } = changed;
  if (email !== undefined || username !== undefined) requireMayUnmake(ctx, before);
  if (attributes !== undefined) await checkAttributes(ctx, attributes);
  if (managerId) await requireNoCycle(ctx, before.id, managerId);
  if (!role) return;
  requireMayChangeRole(ctx, before, role);
  await requireAnotherOwner(ctx, before);
  // Credentials carry the role: those who keep them look again.
  ctx.tx.afterCommit(() => ctx.signals.raise('revocations', [ctx.tenantId]));
}

function write({ tx, tenantId }: TxContext, id: string, changed: Partial<UserRow>): Promise<UserRow> {
  const updated = tx.prisma.user.update({
    where: { tenantId_id: { tenantId, id } },
    data: { ...(changed as Prisma.UserUncheckedUpdateInput), version: { increment: 1 } },
    omit: WITHOUT_HASH,
  });
  return refuseDuplicate(updated, {
    email: `there is a user with the email ${changed.email} already`,
    username: `the username ${changed.username} is taken`,
  });
}
