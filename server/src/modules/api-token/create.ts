import { hasScope, requirePerson } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { createOpaqueToken } from '../../platform/crypto/index.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { CreateApiToken } from './api-token.input.ts';
import type { ApiTokenRow } from './internal.ts';

const DEFAULT_LIFETIME_MS = 90 * 24 * 3600 * 1000;

/**
 * Creates an API token that acts as the signed-in person. FORBIDDEN for a scope that they do not hold themselves.
 * The token's text is in this answer only.
 */
export function createApiToken(ctx: Context, input: unknown): Promise<{ token: string; apiToken: ApiTokenRow }> {
  const { userId } = requirePerson(ctx);
  const { name, scopes, expiresAt } = parseInput(CreateApiToken, input);
  const excess = scopes.filter((scope) => !hasScope(ctx, scope));
  if (excess.length > 0) throw new AppError('FORBIDDEN', `a token cannot do more than you: ${excess.join(', ')}`);
  const now = ctx.clock.now();
  const ends = expiresAt ?? new Date(now.getTime() + DEFAULT_LIFETIME_MS);
  if (ends <= now) throw invalidField('expiresAt', 'must be in the future');

  return transaction(ctx, async (ctx) => {
    const id = newId();
    const { token, hash } = createOpaqueToken({ kind: 'api', tenantId: ctx.tenantId, id });
    const apiToken = await ctx.tx.prisma.apiToken.create({
      data: {
        tenantId: ctx.tenantId,
        id,
        userId,
        name,
        scopes,
        tokenHash: new Uint8Array(hash),
        expiresAt: ends,
        createdAt: now,
      },
    });
    recordAudit(ctx, {
      action: 'api_token.created',
      target: { type: 'api_token', id, name },
      detail: { user_id: userId, scopes, expires_at: ends },
    });
    return { token, apiToken };
  });
}
