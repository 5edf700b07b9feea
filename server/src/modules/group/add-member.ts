import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { isUuid } from '../../platform/id.ts';
import { type SqlTxContext, sqlTransaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { AddGroupMember } from './membership.input.ts';
import { type AddedMember, type NewMember, writeMember } from './membership.sql.ts';
import { membershipData, membershipFacts, membershipTarget } from './membership-data.ts';
import { type MembershipColumns, toMembership, type WholeMembership } from './membership-row.ts';

/**
 * Adds a user to a group, for good or until `expiresAt`. Who is a member already stays one: with another `expiresAt`
 * the end is moved, which no event tells of. NOT_FOUND where user or group does not exist.
 */
export function addGroupMember(ctx: Context | SqlTxContext, input: unknown): Promise<WholeMembership> {
  requireScope(ctx, 'group:write');
  const { groupId, userId, expiresAt, source } = parseInput(AddGroupMember, input);
  if (expiresAt && expiresAt <= ctx.clock.now()) throw invalidField('expiresAt', 'must be in the future');
  const member = { groupId, userId, source, expiresAt: expiresAt ?? null, keepsExpiry: expiresAt === undefined };
  if (!isUuid(groupId)) throw notFound('group', groupId);
  if (!isUuid(userId)) throw notFound('user', userId);
  return sqlTransaction(ctx, async (ctx) => {
    const row = await writeMember(ctx, member);
    return isWhole(row) ? told(ctx, row) : addAgain(ctx, member, row);
  });
}

/** Between the look and the write, somebody else has added the same member: it is there now. */
async function addAgain(ctx: SqlTxContext, member: NewMember, { group_id, user_id }: AddedMember) {
  if (!group_id) throw notFound('group', member.groupId);
  if (!user_id) throw notFound('user', member.userId);
  const row = await writeMember(ctx, member);
  if (isWhole(row)) return told(ctx, row);
  throw new AppError('CONFLICT', 'this membership is being changed by somebody else; try again');
}

type WholeRow = AddedMember & MembershipColumns;

function isWhole(row: AddedMember): row is WholeRow {
  return row.group_id !== null && row.user_id !== null && row.created_at !== null;
}

function told(ctx: SqlTxContext, row: WholeRow): WholeMembership {
  const membership = toMembership(ctx.tenantId, row);
  const target = membershipTarget(membership);
  if (row.is_new) {
    const eventId = recordEvent(ctx, 'group.member_added', membershipData(membership));
    const detail = { new: membershipFacts(membership) };
    recordAudit(ctx, { action: 'group.member_added', target, detail, eventId });
  } else if (row.is_written) {
    const detail = { old: { expiresAt: row.old_expires_at }, new: membershipFacts(membership) };
    recordAudit(ctx, { action: 'group.member_expiry_changed', target, detail });
  } else {
    recordAudit(ctx, { action: 'group.member_added', target, outcome: 'noop' });
  }
  return membership;
}

function notFound(noun: string, id: string): AppError {
  return new AppError('NOT_FOUND', `there is no ${noun} ${id}`);
}
