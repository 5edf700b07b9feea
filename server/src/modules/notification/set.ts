import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { isUuid } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { updateTenantSettings } from '../tenant/index.ts';
import { SetNotifications } from './notification.input.ts';
import type { NotificationRule } from './notification.type.ts';
import { rulesOf } from './read.ts';

/** Says who is told of what, of what happens from now on. INVALID_INPUT for who is not there. */
export function setNotifications(ctx: Context, input: unknown): Promise<NotificationRule[]> {
  requireScope(ctx, 'tenant:write');
  const { rules } = parseInput(SetNotifications, input);
  return transaction(ctx, async (ctx) => {
    await requireUsers(ctx, rules);
    const named = rules
      .map(({ topic, userIds }) => ({ topic, userIds: [...new Set(userIds)] }))
      .filter(({ userIds }) => userIds.length > 0);
    const since = ctx.clock.now().toISOString();
    return rulesOf(
      await updateTenantSettings(ctx, { notifications: named.length > 0 ? { since, rules: named } : null }),
    );
  });
}

async function requireUsers({ tx }: TxContext, rules: readonly { userIds: string[] }[]): Promise<void> {
  const ids = rules.flatMap(({ userIds }) => userIds).filter(isUuid);
  const found = await tx.prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  for (const [index, { userIds }] of rules.entries()) {
    const missing = userIds.find((id) => !known.has(id));
    if (missing !== undefined) throw invalidField(`rules.${index}.userIds`, `there is no user ${missing}`);
  }
}
