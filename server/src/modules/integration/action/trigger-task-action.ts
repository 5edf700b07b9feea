import { isUuid } from '../../../platform/id.ts';
import { compileTriggerTask } from '../compile/compile-trigger-task.ts';
import type { AcceptedAction, ActionDefinition } from './action-definition.ts';
import type { NewTriggerTaskAction } from './new-action.ts';

/** Whether there is such a task is looked at when the integration is saved; see known-tasks.ts. */
export const triggerTaskAction: ActionDefinition = {
  kind: 'trigger_task',
  inputKey: 'triggerTask',
  accept: ({ taskId }: NewTriggerTaskAction, id): AcceptedAction => ({
    action: { id, kind: 'trigger_task', taskId: taskId.toLowerCase() },
    secrets: {},
    errors: isUuid(taskId) ? [] : [{ path: 'taskId', message: 'is not the id of a task' }],
  }),
  templates: () => [],
  warnings: () => [],
  compile: compileTriggerTask,
};
