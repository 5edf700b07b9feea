import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { isUuid } from '../../platform/id.ts';
import { type SqlTxContext, sqlTransaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { AddGroupMember } from './membership.input.ts';
import { findMember, type NewMember, readEnds, type WrittenMember, writeMember } from './membership.sql.ts';
import { membershipData, membershipFacts, membershipTarget } from './membership-data.ts';
import type { Ends, WholeMembership } from './membership-row.ts';
import { addNewMember } from './new-member.sql.ts';

/**
 * Adds a user to a group, for good or until `expiresAt`. Who is a member already stays one: with another `expiresAt`
 * the end is moved, which no event tells of. NOT_FOUND where user or group does not exist.
 */
export async function addGroupMember(ctx: Context | SqlTxContext, input: unknown): Promise<WholeMembership> {
  return (await addMember(ctx, input)).membership;
}

interface Added {
  membership: WholeMembership;
  isChanged: boolean;
}

/** The same, with whether it made a difference. */
export async function addMember(ctx: Context | SqlTxContext, input: unknown): Promise<Added> {
  requireScope(ctx, 'group:write');
  const { groupId, userId, expiresAt, source } = parseInput(AddGroupMember, input);
  if (expiresAt && expiresAt <= ctx.clock.now()) throw invalidField('expiresAt', 'must be in the future');
  const member = { groupId, userId, source, expiresAt: expiresAt ?? null, keepsExpiry: expiresAt === undefined };
  if (!isUuid(groupId)) throw notFound('group', groupId);
  if (!isUuid(userId)) throw notFound('user', userId);
  // In a transaction of the caller's, nothing is saved by it.
  const added = 'tx' in ctx ? null : await addNewMember(ctx, member);
  return added ? { membership: added, isChanged: true } : addOrChange(ctx, member);
}

function addOrChange(ctx: Context | SqlTxContext, member: NewMember): Promise<Added> {
  return sqlTransaction(ctx, async (ctx) => (await add(ctx, member)) ?? (await add(ctx, member)) ?? changedMeanwhile());
}

/** Null where somebody else ended the membership, or deleted one of its ends, between our looks at it. */
async function add(ctx: SqlTxContext, member: NewMember): Promise<Added | null> {
  // Neither waits for the other, so that both travel in one trip.
  const [{ user, group }, written] = await Promise.all([readEnds(ctx, member), writeMember(ctx, member)]);
  if (!group) throw notFound('group', member.groupId);
  if (!user) throw notFound('user', member.userId);
  const ends = { user, group };
  if (written) return { membership: tellWritten(ctx, written, ends), isChanged: true };
  const found = await findMember(ctx, member);
  if (!found) return null;
  recordAudit(ctx, { action: 'group.member_added', target: membershipTarget(ends), outcome: 'noop' });
  return { membership: { ...found, ...ends }, isChanged: false };
}

function tellWritten(ctx: SqlTxContext, { isNew, oldExpiresAt, ...row }: WrittenMember, ends: Ends): WholeMembership {
  const membership = { ...row, ...ends };
  const target = membershipTarget(ends);
  if (isNew) {
    const eventId = recordEvent(ctx, 'group.member_added', membershipData(membership));
    const detail = { new: membershipFacts(membership) };
    recordAudit(ctx, { action: 'group.member_added', target, detail, eventId });
  } else {
    const detail = { old: { expiresAt: oldExpiresAt }, new: membershipFacts(membership) };
    recordAudit(ctx, { action: 'group.member_expiry_changed', target, detail });
  }
  return membership;
}

function changedMeanwhile(): never {
  throw new AppError('CONFLICT', 'this membership is being changed by somebody else; try again');
}

function notFound(noun: string, id: string): AppError {
  return new AppError('NOT_FOUND', `there is no ${noun} ${id}`);
}
