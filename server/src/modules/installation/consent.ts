import type { Permissions } from '@joinery/plugin-sdk/manifest';
import { AppError } from '../../errors.ts';
import { newId } from '../../platform/id.ts';
import { differenceOf, isSamePermissions, NONE } from '../../plugins/permission-difference.ts';
import type { TxContext } from '../../transaction.ts';

interface Consent {
  installationId: string;
  version: { id: string; version: string; digest: string; permissions: Permissions };
}

/** Keeps who consented to which bytes, and to what they may do. */
export async function keepConsent(ctx: TxContext, { installationId, version }: Consent): Promise<void> {
  const { tx, tenantId, actor, clock } = ctx;
  await tx.prisma.installationConsent.create({
    data: {
      tenantId,
      id: newId(),
      installationId,
      pluginVersionId: version.id,
      version: version.version,
      digest: version.digest,
      permissions: { ...version.permissions },
      actorId: actor.id,
      actorEmail: actor.email,
      at: clock.now(),
    },
    select: { id: true },
  });
}

/**
 * Throws PRECONDITION_FAILED, reason PERMISSIONS_NOT_ACCEPTED, unless exactly these permissions were accepted. The
 * extensions hold them, and what they have beyond `before`: what the person has yet to be asked.
 */
export function requireAccepted(permissions: Permissions, accepted: unknown, before: Permissions = NONE): void {
  if (isSamePermissions(permissions, accepted)) return;
  const message =
    'what the plugin may do is not what was accepted: show `permissions`, and send them as `acceptPermissions`';
  const difference = differenceOf(before, permissions);
  throw new AppError('PRECONDITION_FAILED', message, {
    reason: 'PERMISSIONS_NOT_ACCEPTED',
    extensions: { permissions, difference },
  });
}
