import type { z } from 'zod';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import type { CORE_INPUTS } from '../../chain/index.ts';
import { addGroupMember, findMembership, removeGroupMember } from '../../group/index.ts';
import { activateUser, deactivateUser, readUser } from '../../user/index.ts';
import { done } from '../step-result.ts';
import { inSeconds, type Perform } from './performer.ts';

type Input<Id extends keyof typeof CORE_INPUTS> = z.output<(typeof CORE_INPUTS)[Id]>;

export const addMember: Perform<Input<'directory_add_group_member'>> = async ({ ctx, flow, now }, input) => {
  const { groupId, userId, expiresInSeconds } = input;
  const isMember = await hasMember(ctx, input);
  if (isMember) return done('noop', {}, 'is a member already');
  if (flow.mode === 'PLAN') return done('planned');
  const expiresAt = expiresInSeconds === undefined ? undefined : inSeconds(now, expiresInSeconds);
  await addGroupMember(ctx, { groupId, userId, expiresAt, source: 'REQUEST' });
  return done('changed');
};

export const removeMember: Perform<Input<'directory_remove_group_member'>> = async ({ ctx, flow }, input) => {
  if (!(await hasMember(ctx, input))) return done('noop', {}, 'is no member');
  if (flow.mode === 'PLAN') return done('planned');
  try {
    await removeGroupMember(ctx, { ...input, reason: 'sync' });
    return done('changed');
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return done('noop', {}, 'is no member');
    throw error;
  }
};

export const activate: Perform<Input<'directory_activate_user'>> = async ({ ctx, flow }, { userId }) => {
  if ((await readUser(ctx, userId)).isActive) return done('noop', {}, 'is active already');
  if (flow.mode === 'PLAN') return done('planned');
  await activateUser(ctx, userId);
  return done('changed');
};

export const deactivate: Perform<Input<'directory_deactivate_user'>> = async ({ ctx, flow }, { userId }) => {
  if (!(await readUser(ctx, userId)).isActive) return done('noop', {}, 'is inactive already');
  if (flow.mode === 'PLAN') return done('planned');
  await deactivateUser(ctx, userId);
  return done('changed');
};

function hasMember(ctx: Context, ends: { groupId: string; userId: string }): Promise<boolean> {
  return transaction(ctx, async (ctx) => (await findMembership(ctx, ends)) !== null);
}
