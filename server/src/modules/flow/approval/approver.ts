import type { UserRole } from '@joinery/prisma';
import { type Context, type PublicContext, systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { isUuid } from '../../../platform/id.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import type { FlowStepRow } from '../run/internal.ts';

/** Whom a step asks. */
export interface Asked {
  userIds?: readonly string[];
  role?: UserRole;
}

export interface Approver {
  id: string;
  email: string;
}

const MOST_APPROVERS = 50;

/** Only people decide. An owner may wherever a role may. */
export function requireApprover({ actor }: TxContext, { input }: FlowStepRow): void {
  const { userIds = [], role } = (input ?? {}) as Asked;
  const isNamed = actor.id !== null && userIds.includes(actor.id);
  const hasRole = role !== undefined && (actor.role === role || actor.role === 'OWNER');
  if (actor.kind === 'user' && (isNamed || hasRole)) return;
  throw new AppError('FORBIDDEN', 'only the people that this step asks may decide');
}

/** Whether a step says who may decide; one that asks in a conversation may leave it to those who are in it. */
export function namesApprovers({ input }: Pick<FlowStepRow, 'input'>): boolean {
  const { userIds = [], role } = (input ?? {}) as Asked;
  return userIds.length > 0 || role !== undefined;
}

/** The active users to be told of it: those who are named or have the role; for a role that nobody has, the owners. */
export function approversOf(ctx: Context, { userIds = [], role }: Asked): Promise<Approver[]> {
  return transaction(ctx, async ({ tx }) => {
    const find = (roles: UserRole[]) =>
      tx.prisma.user.findMany({
        where: { isActive: true, OR: [{ id: { in: [...userIds] } }, { role: { in: roles } }] },
        select: { id: true, email: true },
        orderBy: { id: 'asc' },
        take: MOST_APPROVERS,
      });
    const found = await find(role ? [role] : []);
    return found.length === 0 && role ? find(['OWNER']) : found;
  });
}

/**
 * The context of somebody who decides without having signed in here; what shows who they are is the caller's to check. It
 * holds no scope: to decide is all that can be done with it. Null for whom there is not, or who is not active.
 */
export function contextOfApprover(
  ctx: PublicContext,
  tenantId: string,
  who: { userId: string } | { email: string },
): Promise<Context | null> {
  const where =
    'email' in who
      ? { tenantId_email: { tenantId, email: who.email.trim().toLowerCase() } }
      : { tenantId_id: { tenantId, id: who.userId } };
  if ('userId' in who && !isUuid(who.userId)) return Promise.resolve(null);
  return transaction(systemContext(ctx, tenantId, ctx.request.id), async ({ tx }) => {
    const user = await tx.prisma.user.findUnique({
      where,
      select: { id: true, email: true, role: true, isActive: true },
    });
    if (!user?.isActive) return null;
    const { id, email, role } = user;
    return { ...ctx, tenantId, actor: { kind: 'user', id, email, role, scopes: new Set() } };
  });
}
