import { hashRecoveryCode, verifyTotp } from '../../platform/crypto/index.ts';
import { sql } from '../../platform/db/index.ts';
import type { TxContext } from '../../transaction.ts';
import { type MfaMethodRow, openTotpSecret, recoveryKey } from './internal.ts';

/** Whether signing in asks this user for a code. */
export async function hasSecondFactor({ tx }: TxContext, userId: string): Promise<boolean> {
  return (await tx.prisma.mfaMethod.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/**
 * Takes a code of an authenticator or a recovery code of this user, and uses it up: the same one is not taken again,
 * whoever comes first. Answers what it was, or null where it is wrong or used.
 */
export async function acceptOneTimeCode(
  ctx: TxContext,
  userId: string,
  code: string,
): Promise<'totp' | 'recovery_code' | null> {
  const methods = await ctx.tx.prisma.mfaMethod.findMany({ where: { userId, confirmedAt: { not: null } } });
  const isTotp = /^\d{6}$/.test(code.replaceAll(/\s/g, ''));
  for (const method of methods) {
    if (isTotp ? await useTotpCode(ctx, method, code) : await useRecoveryCode(ctx, method, code)) {
      return isTotp ? 'totp' : 'recovery_code';
    }
  }
  return null;
}

async function useTotpCode(ctx: TxContext, method: MfaMethodRow, code: string): Promise<boolean> {
  const step = verifyTotp({ secret: await openTotpSecret(ctx, method), code, now: ctx.clock.now() });
  if (step === null) return false;
  // Two at once meet on the row: the second finds the step taken.
  const { count } = await ctx.tx.prisma.mfaMethod.updateMany({
    where: { id: method.id, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step },
  });
  return count === 1;
}

async function useRecoveryCode(ctx: TxContext, method: MfaMethodRow, code: string): Promise<boolean> {
  const hash = hashRecoveryCode(await recoveryKey(ctx, method), code);
  const touched = await ctx.tx.execute(sql`
    UPDATE mfa_methods SET recovery_hashes = array_remove(recovery_hashes, ${hash}::bytea)
    WHERE tenant_id = ${method.tenantId}::uuid AND id = ${method.id}::uuid AND ${hash}::bytea = ANY (recovery_hashes)`);
  return touched === 1;
}
