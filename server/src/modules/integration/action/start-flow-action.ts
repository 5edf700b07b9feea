import { isUuid } from '../../../platform/id.ts';
import { compileStartFlow } from '../compile/compile-start-flow.ts';
import type { AcceptedAction, ActionDefinition } from './action-definition.ts';
import type { NewStartFlowAction } from './new-action.ts';

/** Whether there is such a chain, and what it takes, is looked at when the integration is saved: `check/possible-flows.ts`. */
export const startFlowAction: ActionDefinition = {
  kind: 'start_flow',
  inputKey: 'startFlow',
  accept: ({ chainId, input, subjectId }: NewStartFlowAction, id): AcceptedAction => ({
    action: { id, kind: 'start_flow', chainId: chainId.toLowerCase(), input, subjectId },
    secrets: {},
    errors: isUuid(chainId) ? [] : [{ path: 'chainId', message: 'is not the id of an action chain' }],
  }),
  templates: () => [],
  warnings: () => [],
  compile: compileStartFlow,
};
