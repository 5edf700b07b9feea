import { invalidInput } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { findChains } from '../../chain/index.ts';
import { actionPath } from '../action/accept-actions.ts';
import type { StoredAction } from '../action/stored-action.ts';

/** Refuses actions that start flows of what there is not: another tenant's chain does not exist here. */
export async function refuseUnknownChains(ctx: TxContext, actions: readonly StoredAction[]): Promise<void> {
  const wanted = actions.flatMap((action, index) =>
    action.kind === 'start_flow' ? [{ chainId: action.chainId, path: `${actionPath(action, index)}.chainId` }] : [],
  );
  if (wanted.length === 0) return;
  const known = await findChains(
    ctx,
    wanted.map(({ chainId }) => chainId),
  );
  const missing = wanted.filter(({ chainId }) => !known.has(chainId));
  if (missing.length === 0) return;
  throw invalidInput(missing.map(({ path, chainId }) => ({ path, message: `there is no action chain ${chainId}` })));
}
