import type { SqlTxContext } from '../../transaction.ts';
import { deleteSecrets, type SecretKind } from '../secret/index.ts';

const SECRET_OF: Readonly<Record<string, SecretKind>> = {
  callback: 'flow_callback',
  approval: 'flow_approval',
  email_approval: 'flow_approval',
};

/** Tokens that nobody will wait for any more, and the keys of others. */
export async function forgetSecrets(
  ctx: SqlTxContext,
  steps: readonly { id: string; actionType: string }[],
): Promise<void> {
  for (const { id, actionType } of steps) {
    const kind = SECRET_OF[actionType];
    if (kind) await deleteSecrets(ctx, kind, id);
  }
}
