import { type Sql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { deleteMembers } from './membership.sql.ts';
import { membershipData, membershipFacts, membershipTarget, type RemovalReason } from './membership-data.ts';
import type { WholeMembership } from './membership-row.ts';

/** Ends memberships, each with its event. Guards nothing: the verb that calls has done so. */
export async function endMemberships(ctx: SqlTxContext, which: Sql, reason: RemovalReason): Promise<WholeMembership[]> {
  const ended = await deleteMembers(ctx, which);
  for (const membership of ended) {
    const data = { ...membershipData(membership), removal_reason: reason };
    const eventId = recordEvent(ctx, 'group.member_removed', data);
    recordAudit(ctx, {
      action: 'group.member_removed',
      target: membershipTarget(membership),
      detail: { old: membershipFacts(membership), reason },
      eventId,
    });
  }
  return ended;
}

/** Ends every membership of a user who is about to be deleted. */
export async function endMembershipsOf(ctx: SqlTxContext, userId: string): Promise<void> {
  await endMemberships(ctx, sql`m.user_id = ${userId}::uuid`, 'user_deleted');
}
