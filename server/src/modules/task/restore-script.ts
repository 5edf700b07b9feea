import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { getOwnTaskToChange, type TaskRow } from './internal.ts';
import { readScript } from './list-scripts.ts';
import { updateTask } from './update.ts';

/**
 * Makes an old version of a task's script the newest one. It is checked like any other: the types may have moved on. A
 * built-in task is FORBIDDEN.
 */
export async function restoreScript(ctx: Context, taskId: string, version: number): Promise<TaskRow> {
  requireScope(ctx, 'task:write');
  await transaction(ctx, (ctx) => getOwnTaskToChange(ctx, taskId));
  const script = await readScript(ctx, taskId, version);
  if (!script) throw new AppError('NOT_FOUND', 'this task has no script');
  return updateTask(ctx, taskId, { script: script.source });
}
