import { AppError } from '../../../errors.ts';
import { derivedId } from '../../../platform/id.ts';
import { createAppMapping, deleteAppMapping, findAppMapping } from '../../app-mapping/index.ts';
import type { CoreInput } from '../../chain/index.ts';
import { done, foundBefore } from '../step-result.ts';
import type { Perform } from './performer.ts';

export const giveRole: Perform<CoreInput<'directory_create_app_mapping'>> = async ({ ctx, flow, step }, input) => {
  const id = derivedId(step.id, 'app_mapping', String(step.attemptsBefore));
  const found = await findAppMapping(ctx, input);
  const output = { appMappingId: found?.id ?? id };
  if (found) return found.id === id ? done('changed', output) : foundBefore(output, 'has the role already');
  if (flow.mode === 'PLAN') return done('planned');
  await createAppMapping(ctx, input, { id });
  return done('changed', output);
};

export const takeRole: Perform<CoreInput<'directory_delete_app_mapping'>> = async ({ ctx, flow }, input) => {
  const found = await findAppMapping(ctx, input);
  if (!found) return done('noop', {}, 'does not have the role');
  if (flow.mode === 'PLAN') return done('planned');
  try {
    await deleteAppMapping(ctx, found.id);
    return done('changed');
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return done('noop', {}, 'does not have the role');
    throw error;
  }
};
