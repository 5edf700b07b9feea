import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { SecretOwner } from '../../platform/keys/index.ts';
import type { TxContext } from '../../transaction.ts';

export type MfaMethodRow = Prisma.MfaMethodGetPayload<object>;

/** What the seal of a method's secret is bound to. */
export function ownerOf({ tenantId, id }: { tenantId: string; id: string }): SecretOwner {
  return { tenantId, kind: 'mfa', ownerId: id };
}

/** The secret of a TOTP method, in base32. */
export async function openTotpSecret({ tx, keys }: TxContext, method: MfaMethodRow): Promise<string> {
  const secret = await keys.vault.open(tx, ownerOf(method), { sealed: method.secret, keyVersion: method.keyVersion });
  return secret.toString();
}

/** What the stored hashes of a method's recovery codes are made with. */
export function recoveryKey({ tx, keys }: TxContext, method: MfaMethodRow): Promise<Uint8Array> {
  return keys.vault.deriveKey(tx, method, 'recovery-codes');
}

/** The confirmed method, or NOT_FOUND. */
export async function getMfaMethod({ tx, tenantId }: TxContext, id: string): Promise<MfaMethodRow> {
  const method = isUuid(id) ? await tx.prisma.mfaMethod.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (method?.confirmedAt) return method;
  throw new AppError('NOT_FOUND', `there is no MFA method ${id}`);
}
