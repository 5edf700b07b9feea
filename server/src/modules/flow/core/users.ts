import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { derivedId } from '../../../platform/id.ts';
import type { CoreInput } from '../../chain/index.ts';
import { endUserSessions } from '../../session/index.ts';
import {
  activateUser,
  createUser,
  deactivateUser,
  deleteUser,
  findUserByEmail,
  readUser,
  type UserRow,
  updateUser,
} from '../../user/index.ts';
import { done, foundBefore } from '../step-result.ts';
import { oldValuesOf } from './old-values.ts';
import type { Perform } from './performer.ts';

export const createPerson: Perform<CoreInput<'directory_create_user'>> = async ({ ctx, flow, step }, input) => {
  const id = derivedId(step.id, 'user', String(step.attemptsBefore));
  const found = await findUserByEmail(ctx, input.email);
  if (found) {
    const output = toOutput(found);
    return found.id === id ? done('changed', output) : foundBefore(output, 'somebody has the email already');
  }
  if (flow.mode === 'PLAN') return done('planned');
  return done('changed', toOutput(await createUser(ctx, input, { id })));
};

export const updatePerson: Perform<CoreInput<'directory_update_user'>> = async ({ ctx, flow }, input) => {
  const { userId, changes } = input;
  const before = await readChangeable(ctx, userId);
  const wanted = 'email' in changes ? { ...changes, email: changes.email?.trim().toLowerCase() } : changes;
  const previous = oldValuesOf(before, wanted);
  if (Object.keys(previous).length === 0) return done('noop', { previous }, 'is so already');
  if (flow.mode === 'PLAN') return done('planned');
  await updateUser(ctx, userId, changes);
  return done('changed', { previous });
};

export const activate: Perform<CoreInput<'directory_activate_user'>> = async ({ ctx, flow }, { userId }) => {
  if ((await readChangeable(ctx, userId)).isActive) return done('noop', {}, 'is active already');
  if (flow.mode === 'PLAN') return done('planned');
  await activateUser(ctx, userId);
  return done('changed');
};

export const deactivate: Perform<CoreInput<'directory_deactivate_user'>> = async ({ ctx, flow }, { userId }) => {
  if (!(await readChangeable(ctx, userId)).isActive) return done('noop', {}, 'is inactive already');
  if (flow.mode === 'PLAN') return done('planned');
  await deactivateUser(ctx, userId);
  return done('changed');
};

export const deletePerson: Perform<CoreInput<'directory_delete_user'>> = async ({ ctx, flow }, { userId }) => {
  try {
    await readChangeable(ctx, userId);
    if (flow.mode === 'PLAN') return done('planned');
    const { email } = await deleteUser(ctx, userId);
    return done('changed', { email });
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return done('noop', {}, 'there is no such user');
    throw error;
  }
};

export const endSessions: Perform<CoreInput<'directory_end_sessions'>> = async ({ ctx, flow }, { userId }) => {
  if (flow.mode === 'PLAN') {
    await readUser(ctx, userId);
    return done('planned');
  }
  const ended = await endUserSessions(ctx, userId);
  const isNothing = ended.sessions + ended.apiTokens === 0;
  return isNothing ? done('noop', ended, 'has no session and no token') : done('changed', ended);
};

function toOutput({ id, email, username }: UserRow) {
  return { userId: id, email, username };
}

/** Owners are changed by owners: who writes a chain may be less, and flows act with all the power there is. */
async function readChangeable(ctx: Context, userId: string): Promise<UserRow> {
  const user = await readUser(ctx, userId);
  if (user.role !== 'OWNER') return user;
  throw new AppError('FORBIDDEN', 'an owner is changed by owners, and not by a chain');
}
