import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import type { CoreInput } from '../../chain/index.ts';
import { addGroupMember, findMembership, removeGroupMember } from '../../group/index.ts';
import { done } from '../step-result.ts';
import { inSeconds, type Perform } from './performer.ts';

export const addMember: Perform<CoreInput<'directory_add_group_member'>> = async ({ ctx, flow, now }, input) => {
  const { groupId, userId, expiresInSeconds } = input;
  if (await membershipOf(ctx, input)) return done('noop', {}, 'is a member already');
  const until = input.expiresAt === undefined ? undefined : new Date(input.expiresAt);
  if (until && until <= now) return done('noop', {}, 'the membership would be over by now');
  if (flow.mode === 'PLAN') return done('planned');
  const expiresAt = expiresInSeconds === undefined ? until : inSeconds(now, expiresInSeconds);
  await addGroupMember(ctx, { groupId, userId, expiresAt, source: 'REQUEST' });
  return done('changed');
};

export const removeMember: Perform<CoreInput<'directory_remove_group_member'>> = async ({ ctx, flow }, input) => {
  const membership = await membershipOf(ctx, input);
  if (!membership) return done('noop', {}, 'is no member');
  if (flow.mode === 'PLAN') return done('planned');
  const { expiresAt } = membership;
  try {
    await removeGroupMember(ctx, { ...input, reason: 'sync' });
    return done('changed', expiresAt ? { expiresAt: expiresAt.toISOString() } : {});
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return done('noop', {}, 'is no member');
    throw error;
  }
};

function membershipOf(ctx: Context, ends: { groupId: string; userId: string }) {
  return transaction(ctx, (ctx) => findMembership(ctx, ends));
}
