import type { CompiledOrProblem } from '../action/action-definition.ts';
import type { StoredTriggerTaskAction } from '../action/stored-action.ts';

/** To make a run is a short transaction of our own: what fails it passes soon. */
const MOST_RETRIES = 5;

/** Compiles the action that sets a task off. */
export function compileTriggerTask({ id, taskId }: StoredTriggerTaskAction): CompiledOrProblem {
  return {
    ok: true,
    action: {
      id,
      kind: 'trigger_task',
      timeoutMs: 10_000,
      maxRetries: MOST_RETRIES,
      isSigned: false,
      render: () => ({ ok: true, kind: 'task', taskId }),
    },
  };
}
