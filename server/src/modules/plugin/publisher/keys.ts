import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { refuseDuplicate } from '../../../platform/db/unique.ts';
import { newId } from '../../../platform/id.ts';
import { signedText } from '../../../plugins/signature.ts';
import { transaction } from '../../../transaction.ts';
import { auditRefusal, recordAudit } from '../../audit/index.ts';
import { parseReason } from '../reason.ts';
import { getOwnKey, getOwnPublisher, keyTarget, type PublisherKeyRow } from './internal.ts';
import { RegisterPublisherKey, VerifyPublisherKey } from './publisher.input.ts';

const CHALLENGE_BYTES = 32;

/** Registers a public key. It counts once `verifyPublisherKey` has shown that its private half is there. */
export function registerPublisherKey(ctx: Context, input: unknown): Promise<PublisherKeyRow> {
  requireScope(ctx, 'plugin:publish');
  const { publisherId, name, publicJwk } = parseInput(RegisterPublisherKey, input);
  return transaction(ctx, async (ctx) => {
    const publisher = await getOwnPublisher(ctx, publisherId);
    const kid = await calculateJwkThumbprint(publicJwk);
    const created = ctx.tx.prisma.publisherKey.create({
      data: {
        id: newId(),
        publisherId: publisher.id,
        tenantId: publisher.tenantId,
        ownerTenantId: publisher.ownerTenantId,
        name,
        kid,
        publicJwk,
        challenge: `joinery:${publisher.slug}:${randomBytes(CHALLENGE_BYTES).toString('base64url')}`,
      },
    });
    const key = await refuseDuplicate(created, { kid: 'this key is registered already' });
    recordAudit(ctx, {
      action: 'publisher_key.registered',
      target: keyTarget(key),
      detail: { publisher: publisher.slug, kid },
    });
    return key;
  });
}

/** Takes a key into use, whose challenge was signed by it. FORBIDDEN where it was not. */
export function verifyPublisherKey(ctx: Context, input: unknown): Promise<PublisherKeyRow> {
  requireScope(ctx, 'plugin:publish');
  const { id, signature } = parseInput(VerifyPublisherKey, input);
  const target = { type: 'publisher_key', id };
  return auditRefusal(
    ctx,
    () => ({ action: 'publisher_key.verified', target }),
    () =>
      transaction(ctx, async (ctx) => {
        const key = await getOwnKey(ctx, id);
        if ((await signedText(signature, key.publicJwk as JWK)) !== key.challenge) {
          throw new AppError('FORBIDDEN', 'the signature is not over the challenge by this key', {
            reason: 'SIGNATURE_INVALID',
          });
        }
        if (key.verifiedAt) {
          recordAudit(ctx, { action: 'publisher_key.verified', target: keyTarget(key), outcome: 'noop' });
          return key;
        }
        const verified = await ctx.tx.prisma.publisherKey.update({
          where: { id },
          data: { verifiedAt: ctx.clock.now() },
        });
        recordAudit(ctx, { action: 'publisher_key.verified', target: keyTarget(key), detail: { kid: key.kid } });
        return verified;
      }),
  );
}

/** Revokes a key, for good: from now on nothing that it signed is loaded anywhere. Again, it is a noop. */
export function revokePublisherKey(
  ctx: Context,
  { id, reason: why }: { id: string; reason: string },
): Promise<PublisherKeyRow> {
  requireScope(ctx, 'plugin:publish');
  const reason = parseReason(why);
  return transaction(ctx, async (ctx) => {
    const key = await getOwnKey(ctx, id);
    if (key.revokedAt) {
      recordAudit(ctx, { action: 'publisher_key.revoked', target: keyTarget(key), outcome: 'noop' });
      return key;
    }
    const { tenantId, ownerTenantId, kid } = key;
    const revocation = { id: newId(), tenantId, ownerTenantId, kind: 'KEY' as const, subject: key.id, reason };
    await ctx.tx.prisma.revocation.create({ data: revocation });
    const revoked = await ctx.tx.prisma.publisherKey.update({ where: { id }, data: { revokedAt: ctx.clock.now() } });
    recordAudit(ctx, { action: 'publisher_key.revoked', target: keyTarget(key), detail: { kid, reason } });
    return revoked;
  });
}
