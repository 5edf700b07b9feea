import type { SqlTxContext } from '../../../transaction.ts';
import { deleteSecrets } from '../../secret/index.ts';

/** Tokens of URLs that nobody will wait for any more. */
export async function forgetCallbacks(
  ctx: SqlTxContext,
  steps: readonly { id: string; actionType: string }[],
): Promise<void> {
  for (const { id, actionType } of steps) if (actionType === 'callback') await deleteSecrets(ctx, 'flow_callback', id);
}
