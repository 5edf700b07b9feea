import { AppError } from '../../../errors.ts';
import { derivedId } from '../../../platform/id.ts';
import type { CoreInput } from '../../chain/index.ts';
import { createGroup, deleteGroup, findGroupByName, readGroup, updateGroup } from '../../group/index.ts';
import { done, foundBefore } from '../step-result.ts';
import { oldValuesOf } from './old-values.ts';
import type { Perform } from './performer.ts';

export const makeGroup: Perform<CoreInput<'directory_create_group'>> = async ({ ctx, flow, step }, input) => {
  const id = derivedId(step.id, 'group', String(step.attemptsBefore));
  const found = await findGroupByName(ctx, input.name.trim());
  if (found) {
    const output = { groupId: found.id, name: found.name };
    return found.id === id ? done('changed', output) : foundBefore(output, 'there is a group of this name already');
  }
  if (flow.mode === 'PLAN') return done('planned');
  const { name } = await createGroup(ctx, input, { id });
  return done('changed', { groupId: id, name });
};

export const changeGroup: Perform<CoreInput<'directory_update_group'>> = async ({ ctx, flow }, input) => {
  const { groupId, changes } = input;
  const previous = oldValuesOf(await readGroup(ctx, groupId), changes);
  if (Object.keys(previous).length === 0) return done('noop', { previous }, 'is so already');
  if (flow.mode === 'PLAN') return done('planned');
  await updateGroup(ctx, groupId, changes);
  return done('changed', { previous });
};

export const removeGroup: Perform<CoreInput<'directory_delete_group'>> = async ({ ctx, flow }, { groupId }) => {
  try {
    if (flow.mode === 'PLAN') {
      await readGroup(ctx, groupId);
      return done('planned');
    }
    const { name } = await deleteGroup(ctx, groupId);
    return done('changed', { name });
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return done('noop', {}, 'there is no such group');
    throw error;
  }
};
