import { isUuid } from '../../../platform/id.ts';
import { type Binding, isObject, specialOf } from '../../chain/index.ts';
import { compileStartFlow } from '../compile/compile-start-flow.ts';
import type { AcceptedAction, ActionDefinition } from './action-definition.ts';
import type { NewStartFlowAction } from './new-action.ts';

/** Whether there is such a chain is looked at when the integration is saved; see known-chains.ts. */
export const startFlowAction: ActionDefinition = {
  kind: 'start_flow',
  inputKey: 'startFlow',
  accept: ({ chainId, input, subjectId }: NewStartFlowAction, id): AcceptedAction => ({
    action: { id, kind: 'start_flow', chainId: chainId.toLowerCase(), input, subjectId },
    secrets: {},
    errors: [
      ...(isUuid(chainId) ? [] : [{ path: 'chainId', message: 'is not the id of an action chain' }]),
      ...bindingErrors(input, 'input'),
      ...bindingErrors(subjectId, 'subjectId'),
    ],
  }),
  templates: () => [],
  warnings: () => [],
  compile: compileStartFlow,
};

/** All that is known when an event comes is the event. */
function bindingErrors(binding: Binding, path: string): { path: string; message: string }[] {
  const special = specialOf(binding);
  if (special?.kind === 'wrong') return [{ path, message: special.message }];
  if (special) {
    const paths =
      special.kind === 'from'
        ? [special.path]
        : special.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.path]));
    return paths
      .filter(([root]) => root !== 'event')
      .map((from) => ({ path, message: `${from.join('.')} is not of the event` }));
  }
  if (Array.isArray(binding)) return binding.flatMap((item, index) => bindingErrors(item, `${path}.${index}`));
  return isObject(binding)
    ? Object.entries(binding).flatMap(([name, inner]) => bindingErrors(inner, `${path}.${name}`))
    : [];
}
