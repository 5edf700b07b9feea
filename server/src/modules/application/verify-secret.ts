import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { isSecretOf } from './client-secret.ts';
import type { ApplicationRow } from './internal.ts';

/** Stands in for the hash of an application that does not exist: matches no secret. */
const NO_HASH = new Uint8Array(32);

/**
 * The application that this client id and secret belong to; UNAUTHENTICATED for anything else. Needs no scope: the
 * secret is the proof. The secret before the last rotation is taken until its overlap ends.
 */
export function verifyApplicationSecret(ctx: Context, clientId: string, secret: string): Promise<ApplicationRow> {
  return transaction(ctx, async ({ tx, tenantId, clock }) => {
    const found = await tx.prisma.application.findUnique({ where: { tenantId_clientId: { tenantId, clientId } } });
    const { secretHash, previousSecretHash, ...application } = found ?? {
      secretHash: NO_HASH,
      previousSecretHash: null,
    };
    const isCurrent = isSecretOf(secretHash, secret);
    const isPrevious = isSecretOf(previousSecretHash ?? NO_HASH, secret);
    const hasOverlap = (found?.previousSecretExpiresAt ?? clock.now()) > clock.now();
    if ('id' in application && (isCurrent || (isPrevious && hasOverlap))) return application;
    throw new AppError('UNAUTHENTICATED', 'the client id or the client secret is wrong');
  });
}
