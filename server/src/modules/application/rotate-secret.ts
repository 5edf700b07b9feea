import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { recordEvent } from '../event/index.ts';
import { RotateSecret } from './application.input.ts';
import { applicationData, applicationTarget } from './application-data.ts';
import { newClientSecret } from './client-secret.ts';
import type { IssuedSecret } from './create.ts';
import { getApplicationToChange, WITHOUT_HASHES } from './internal.ts';

/**
 * Makes a new client secret. The one in use is taken for `overlapSeconds` more (86,400 when not said; 0: it ends at
 * once), so that an application can be moved over while it runs. One that was already on its way out ends now.
 */
export function rotateApplicationSecret(ctx: Context, id: string, input: unknown): Promise<IssuedSecret> {
  requireScope(ctx, 'application:write');
  const { overlapSeconds } = parseInput(RotateSecret, input);
  return transaction(ctx, async (ctx) => {
    const before = await getApplicationToChange(ctx, id);
    const where = { tenantId_id: { tenantId: ctx.tenantId, id } };
    const { secretHash } = await ctx.tx.prisma.application.findUniqueOrThrow({ where, select: { secretHash: true } });
    const { secret, hash } = newClientSecret();
    const now = ctx.clock.now();
    const previousSecretExpiresAt = overlapSeconds > 0 ? new Date(now.getTime() + overlapSeconds * 1000) : null;
    const application = await ctx.tx.prisma.application.update({
      where,
      data: {
        secretHash: hash,
        secretRotatedAt: now,
        previousSecretHash: previousSecretExpiresAt ? secretHash : null,
        previousSecretExpiresAt,
        version: { increment: 1 },
      },
      omit: WITHOUT_HASHES,
    });
    const data = applicationData(application);
    const eventId = recordEvent(ctx, 'application.updated', data, changesOf(applicationData(before), data)?.old ?? {});
    const detail = { overlapSeconds, previousSecretExpiresAt };
    recordAudit(ctx, { action: 'application.secret_rotated', target: applicationTarget(application), detail, eventId });
    return { application, clientSecret: secret };
  });
}
