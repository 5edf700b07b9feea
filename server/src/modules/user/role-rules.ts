import type { UserRole } from '@joinery/prisma';
import { scopesOfRole } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';

/**
 * Who may give whom which power:
 *  1. only an owner makes or unmakes an owner,
 *  2. nobody gives what they do not hold: an API token with few scopes makes no admin,
 *  3. nobody raises themselves.
 * The system is bound by none of it.
 */
const RANK: Record<UserRole, number> = { MEMBER: 0, AUDITOR: 1, ADMIN: 2, OWNER: 3 };

/** Throws FORBIDDEN unless the actor may give this role, or act for somebody who has it. */
export function requireMayGive({ actor }: Context, role: UserRole): void {
  if (actor.kind === 'system') return;
  if (role === 'OWNER' && actor.role !== 'OWNER') {
    throw new AppError('FORBIDDEN', 'only an owner makes, changes or removes an owner');
  }
  for (const scope of scopesOfRole(role)) {
    if (actor.scopes.has(scope)) continue;
    throw new AppError('FORBIDDEN', `the role ${role} includes the scope ${scope}, which you do not have yourself`);
  }
}

/** Throws FORBIDDEN unless the actor may turn the one role of this user into the other. */
export function requireMayChangeRole(ctx: Context, user: { id: string; role: UserRole }, role: UserRole): void {
  if (role === user.role) return;
  if (user.id === ctx.actor.id && RANK[role] > RANK[user.role]) {
    throw new AppError('FORBIDDEN', 'you cannot give yourself more power; ask another owner');
  }
  requireMayGive(ctx, user.role);
  requireMayGive(ctx, role);
}

/**
 * Throws FORBIDDEN unless the actor may end what an owner is: by deleting or deactivating them, or by changing the names
 * that they sign in and decide by.
 */
export function requireMayUnmake({ actor }: Context, { role }: { role: UserRole }): void {
  if (role !== 'OWNER' || actor.role === 'OWNER' || actor.kind === 'system') return;
  throw new AppError('FORBIDDEN', 'only an owner makes, changes or removes an owner');
}
