import { changesOf } from '../../changes.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { type GroupRow, membershipData, membershipFacts, membershipTarget } from '../group/index.ts';
import { type UserRow, userData, userFacts, userTarget } from '../user/index.ts';
import type { ImportRun } from './import-run.ts';

export function tellCreated(ctx: SqlTxContext, run: ImportRun, user: UserRow): void {
  const eventId = recordEvent(ctx, 'user.created', userData(user));
  const detail = { new: userFacts(user), importId: run.id };
  recordAudit(ctx, { action: 'user.created', target: userTarget(user), detail, eventId });
}

/** One change of a row may be two things that happened: a profile was changed, and a user was let in or shut out. */
export function tellUpdated(ctx: SqlTxContext, run: ImportRun, before: UserRow, after: UserRow): void {
  const profile = changesOf(userFacts({ ...before, isActive: after.isActive }), userFacts(after));
  if (profile) {
    const previous = changesOf(userData({ ...before, isActive: after.isActive }), userData(after))?.old ?? {};
    const eventId = recordEvent(ctx, 'user.updated', userData(after), previous);
    const detail = { ...profile, importId: run.id };
    recordAudit(ctx, { action: 'user.updated', target: userTarget(after), detail, eventId });
  }
  if (before.isActive === after.isActive) return;
  const type = after.isActive ? 'user.activated' : 'user.deactivated';
  const eventId = recordEvent(ctx, type, userData(after), { user_active: before.isActive });
  const detail = { old: { isActive: before.isActive }, new: { isActive: after.isActive }, importId: run.id };
  recordAudit(ctx, { action: type, target: userTarget(after), detail, eventId });
}

export function tellJoined(ctx: SqlTxContext, run: ImportRun, user: UserRow, group: GroupRow): void {
  const membership = {
    ...{ userId: user.id, groupId: group.id, user, group },
    ...{ source: 'MANUAL' as const, expiresAt: null, createdAt: ctx.clock.now() },
  };
  const eventId = recordEvent(ctx, 'group.member_added', membershipData(membership));
  const detail = { new: membershipFacts(membership), importId: run.id };
  recordAudit(ctx, { action: 'group.member_added', target: membershipTarget(membership), detail, eventId });
}
