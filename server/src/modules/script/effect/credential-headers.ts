import { sqlTransaction } from '../../../transaction.ts';
import type { RunScope } from '../run-scope.ts';

/** What a header says of who sends it, beside the names in `kept-input.ts` that stand for the task's own secrets. */
const CREDENTIAL = /^(?:proxy-)?authorization$|^cookie$|token|secret|password|api-?key/i;
const NAMED = /\{\{(?:secrets\.|basic )/;

interface SealedText {
  keyVersion: number;
  sealed: string;
}

type Header = [name: string, value: string];

/** A header whose value is a credential that the script got while it ran: an access token. */
export function isCredential([name, value]: Header): boolean {
  return CREDENTIAL.test(name) && !NAMED.test(value);
}

/** Credentials are kept under the tenant's key, for the task alone: they belong neither to a plan's readers nor to the database's. */
export function sealCredential({ ctx, run }: RunScope, value: string): Promise<SealedText> {
  return sqlTransaction(ctx, async ({ tx, keys }) => {
    const { sealed, keyVersion } = await keys.vault.seal(tx, ownerOf(run), value);
    return { keyVersion, sealed: sealed.toString('base64') };
  });
}

export function openCredential({ ctx, run }: RunScope, { keyVersion, sealed }: SealedText): Promise<string> {
  const secret = { keyVersion, sealed: Buffer.from(sealed, 'base64') };
  return sqlTransaction(ctx, async ({ tx, keys }) => (await keys.vault.open(tx, ownerOf(run), secret)).toString());
}

function ownerOf({ tenantId, taskId }: RunScope['run']) {
  return { tenantId, kind: 'task_effect', ownerId: taskId, name: 'header' };
}
