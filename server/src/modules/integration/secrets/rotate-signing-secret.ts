import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { type SqlTxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { putSecrets } from '../../secret/index.ts';
import { announceChange } from '../announce-change.ts';
import { getIntegration } from '../internal.ts';
import { openSecrets } from './integration-secrets.ts';
import {
  newSigningSecret,
  readSigningSecrets,
  type SigningSecretValue,
  validAt,
  writePrevious,
} from './signing-secret.ts';

const HOUR_MS = 3600 * 1000;
const RANGE = 'must be a whole number of hours from 0 to 168';

const Rotate = z.object({ overlapHours: z.number(RANGE).int(RANGE).min(0, RANGE).max(168, RANGE).default(24) });

/**
 * Gives an integration a new signing secret. For `overlapHours` (24) requests carry a signature by the one before,
 * too, so that receivers can change over. Answers the valid secrets, the new one first.
 */
export function rotateSigningSecret(
  ctx: Context,
  integrationId: string,
  input: { overlapHours?: number | undefined } = {},
): Promise<SigningSecretValue[]> {
  requireScope(ctx, 'integration:write');
  const { overlapHours } = parseInput(Rotate, input);
  return transaction(ctx, async (ctx) => {
    await announceChange(ctx);
    const { id, name } = await getIntegration(ctx, integrationId);
    const before = await currentSecret(ctx, id);
    const expiresAt = new Date(ctx.clock.now().getTime() + overlapHours * HOUR_MS);
    const isKept = before !== undefined && overlapHours > 0;
    const current = newSigningSecret();
    const previous = isKept ? writePrevious(before, expiresAt) : null;
    await putSecrets(ctx, 'webhook_signing', id, { current });
    await putSecrets(ctx, 'webhook_signing', id, { previous }, { expiresAt });
    recordAudit(ctx, {
      action: 'integration.signing_secret_rotated',
      target: { type: 'integration', id, name },
      detail: { previousExpiresAt: isKept ? expiresAt.toISOString() : null },
    });
    return readSigningSecrets(
      new Map(
        previous === null
          ? [['current', current]]
          : [
              ['current', current],
              ['previous', previous],
            ],
      ),
    );
  });
}

/** One that cannot be opened is as good as none: rotating is what mends it. */
async function currentSecret(ctx: SqlTxContext, integrationId: string): Promise<string | undefined> {
  const opened = await openSecrets(ctx, 'webhook_signing', integrationId);
  return typeof opened === 'string' ? undefined : opened.get('current');
}

/** The valid signing secrets of an integration, the current one first. That somebody looked is audited. */
export function signingSecret(ctx: Context, integrationId: string): Promise<SigningSecretValue[]> {
  requireScope(ctx, 'integration:write');
  return transaction(ctx, async (ctx) => {
    const { id, name } = await getIntegration(ctx, integrationId);
    const opened = await openSecrets(ctx, 'webhook_signing', id);
    if (typeof opened === 'string') throw new AppError('PRECONDITION_FAILED', opened);
    const secrets = readSigningSecrets(opened);
    recordAudit(ctx, {
      action: 'integration.signing_secret_shown',
      target: { type: 'integration', id, name },
      outcome: 'noop',
    });
    return validAt(secrets, ctx.clock.now());
  });
}
