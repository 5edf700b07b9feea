import type { CompiledOrProblem } from '../action/action-definition.ts';
import type { StoredStartFlowAction } from '../action/stored-action.ts';

/** To start a flow is a short transaction of our own: what fails it passes soon. */
const MOST_RETRIES = 5;

/** Compiles the action that starts a flow. */
export function compileStartFlow({ id, chainId, input, subjectId }: StoredStartFlowAction): CompiledOrProblem {
  return {
    ok: true,
    action: {
      id,
      kind: 'start_flow',
      timeoutMs: 10_000,
      maxRetries: MOST_RETRIES,
      isSigned: false,
      render: () => ({ ok: true, kind: 'flow', chainId, input, subjectId }),
    },
  };
}
