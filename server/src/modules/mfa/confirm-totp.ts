import { requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { createRecoveryCodes, hashRecoveryCode, verifyTotp } from '../../platform/crypto/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { ENROLLMENT_LIFETIME_MS } from './enroll-totp.ts';
import { type MfaMethodRow, openTotpSecret, recoveryKey } from './internal.ts';
import { mfaData } from './mfa-data.ts';

/**
 * Confirms the enrolment with a code of the authenticator: from now on signing in asks for one. The recovery codes
 * are in this answer only. PRECONDITION_FAILED without a recent enrolment; INVALID_INPUT for a wrong code.
 */
export function confirmTotp(ctx: Context, code: string): Promise<{ method: MfaMethodRow; recoveryCodes: string[] }> {
  const { userId } = requirePerson(ctx);
  return transaction(ctx, async (ctx) => {
    const pending = await pendingEnrollment(ctx, userId);
    const step = verifyTotp({ secret: await openTotpSecret(ctx, pending), code, now: ctx.clock.now() });
    if (step === null) throw invalidField('code', 'is not the code that the authenticator shows now');

    const recoveryCodes = createRecoveryCodes();
    const key = await recoveryKey(ctx, pending);
    const confirmed = await ctx.tx.prisma.mfaMethod.updateManyAndReturn({
      where: { id: pending.id, confirmedAt: null },
      data: {
        confirmedAt: ctx.clock.now(),
        lastUsedStep: step,
        recoveryHashes: recoveryCodes.map((text) => hashRecoveryCode(key, text)),
      },
    });
    const [method] = confirmed;
    if (!method) throw new AppError('CONFLICT', 'this enrolment has just been confirmed');
    const eventId = recordEvent(ctx, 'mfa.enrolled', await mfaData(ctx, method));
    recordAudit(ctx, {
      action: 'mfa.enrolled',
      target: { type: 'mfa_method', id: method.id },
      detail: { user_id: userId },
      eventId,
    });
    return { method, recoveryCodes };
  });
}

async function pendingEnrollment({ tx, clock }: TxContext, userId: string): Promise<MfaMethodRow> {
  const since = new Date(clock.now().getTime() - ENROLLMENT_LIFETIME_MS);
  const pending = await tx.prisma.mfaMethod.findFirst({
    where: { userId, confirmedAt: null, createdAt: { gt: since } },
  });
  if (pending) return pending;
  throw new AppError('PRECONDITION_FAILED', 'begin with enrollTotp; an enrolment is good for 30 minutes');
}
