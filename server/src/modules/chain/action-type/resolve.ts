import type { TxContext } from '../../../transaction.ts';
import type { ResolveAction } from '../check/check-steps.ts';
import type { ChainStep } from '../step.ts';
import { coreAction } from './core-actions.ts';

type Named = Pick<ChainStep, 'connectionId' | 'actionType'>;

/** Looks up what these steps name: among what Joinery does itself, and in the plugins of the tenant's connections. */
export async function resolverFor(_ctx: TxContext, _named: readonly Named[]): Promise<ResolveAction> {
  return ({ connectionId, actionType }) => {
    if (connectionId !== null)
      return { problem: { path: 'connectionId', message: `there is no connection ${connectionId}` } };
    return coreAction(actionType) ?? { problem: { path: 'actionType', message: `there is no action ${actionType}` } };
  };
}
