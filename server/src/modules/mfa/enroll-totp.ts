import { requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { createTotpSecret, totpUri } from '../../platform/crypto/index.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { ownerOf } from './internal.ts';
import type { TotpEnrollment } from './mfa.type.ts';

export const ENROLLMENT_LIFETIME_MS = 30 * 60 * 1000;
const MOST_METHODS = 5;

/** Begins a TOTP enrolment of the signed-in person; an earlier one that was not confirmed is dropped. */
export function enrollTotp(ctx: Context): Promise<TotpEnrollment> {
  const { userId, email } = requirePerson(ctx);
  return transaction(ctx, async (ctx) => {
    const { tenantId, tx, keys, clock } = ctx;
    await tx.prisma.mfaMethod.deleteMany({ where: { userId, confirmedAt: null } });
    const count = await tx.prisma.mfaMethod.count({ where: { userId } });
    if (count >= MOST_METHODS)
      throw new AppError('LIMIT_EXCEEDED', `there are ${MOST_METHODS} already; remove one first`);

    const id = newId();
    const now = clock.now();
    const secret = createTotpSecret();
    const { sealed, keyVersion } = await keys.vault.seal(tx, ownerOf({ tenantId, id }), secret);
    await tx.prisma.mfaMethod.create({
      data: { tenantId, id, userId, secret: sealed, keyVersion, recoveryHashes: [], createdAt: now },
    });
    recordAudit(ctx, {
      action: 'mfa.enrollment_begun',
      target: { type: 'mfa_method', id },
      detail: { user_id: userId },
    });
    return { secret, uri: totpUri({ secret, account: email, issuer: 'Joinery' }), expiresAt: endOf(now) };
  });
}

function endOf(begun: Date): Date {
  return new Date(begun.getTime() + ENROLLMENT_LIFETIME_MS);
}
