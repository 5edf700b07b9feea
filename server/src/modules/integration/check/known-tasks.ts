import { invalidInput } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { findTasks } from '../../task/index.ts';
import { actionPath } from '../action/accept-actions.ts';
import type { StoredAction } from '../action/stored-action.ts';

/** Refuses actions that set off what there is not: another tenant's task does not exist here. */
export async function refuseUnknownTasks(ctx: TxContext, actions: readonly StoredAction[]): Promise<void> {
  const wanted = actions.flatMap((action, index) =>
    action.kind === 'trigger_task' ? [{ taskId: action.taskId, path: `${actionPath(action, index)}.taskId` }] : [],
  );
  if (wanted.length === 0) return;
  const tasks = await findTasks(
    ctx,
    wanted.map(({ taskId }) => taskId),
  );
  const known = new Set(tasks.map(({ id }) => id));
  const missing = wanted.filter(({ taskId }) => !known.has(taskId));
  if (missing.length === 0) return;
  throw invalidInput(missing.map(({ path, taskId }) => ({ path, message: `there is no task ${taskId}` })));
}
