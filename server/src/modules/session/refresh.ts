import type { Prisma } from '@joinery/prisma';
import { type Context, type PublicContext, systemContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import {
  createOpaqueToken,
  hashLineage,
  isOfLineage,
  matchesTokenHash,
  type OpaqueToken,
  openWithToken,
  parseOpaqueToken,
  sealWithToken,
} from '../../platform/crypto/index.ts';
import { sql } from '../../platform/db/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { endSession } from './end.ts';
import { type SessionTokens, withAccessToken } from './open.ts';

/** For so long a client may repeat a refresh whose answer it never got. */
const GRACE_MS = 10_000;

type SessionWithUser = Prisma.SessionGetPayload<{ include: { user: true } }>;
type Refreshed = SessionTokens & { readonly tenantId: string; readonly userId: string };

/**
 * Exchanges a refresh token for the next one and a fresh access token. The one just exchanged, repeated within ten
 * seconds, gets the same next one; any other old one shows that two hold the session, and ends it. UNAUTHENTICATED.
 */
export async function refreshSession(ctx: PublicContext, refreshToken: string): Promise<Refreshed> {
  const token = parseOpaqueToken(refreshToken);
  if (token?.kind !== 'refresh') throw refused();
  const refreshed = await transaction(onBehalfOf(ctx, token), async (ctx) => {
    const session = await lockSession(ctx, token.id);
    if (!session || !isOpen(session, ctx.clock.now())) return null;
    const next = await nextToken(ctx, session, refreshToken, token);
    if (!next) return null;
    const tokens = await withAccessToken(ctx, session.user, session.id, next);
    return { ...tokens, tenantId: session.tenantId, userId: session.userId };
  });
  // Thrown only after the commit: a reuse has ended the session in it.
  if (!refreshed) throw refused();
  return refreshed;
}

function refused(): AppError {
  return new AppError('UNAUTHENTICATED', 'this refresh token is not valid, or no longer: sign in again');
}

/** Until the token is checked, nobody acts: the context can do what the code here does and nothing else. */
function onBehalfOf(ctx: PublicContext, { tenantId }: OpaqueToken): Context {
  return { ...systemContext(ctx, tenantId, ctx.request.id), request: ctx.request };
}

/** Two refreshes at once wait for each other here. */
async function lockSession({ tx, tenantId }: TxContext, id: string): Promise<SessionWithUser | null> {
  await tx.query(sql`SELECT FROM sessions WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`);
  return tx.prisma.session.findUnique({ where: { tenantId_id: { tenantId, id } }, include: { user: true } });
}

function isOpen({ revokedAt, expiresAt, user }: SessionWithUser, now: Date): boolean {
  return !revokedAt && expiresAt > now && user.isActive;
}

/**
 * The refresh token to answer with, or null where this one was refused. One that was good once and is neither the present
 * one nor a repeat is an old one: whoever holds it took it, or lost the session to someone who did. One that never was is
 * by somebody who knows the session's id, which is no secret.
 */
async function nextToken(
  ctx: TxContext,
  session: SessionWithUser,
  text: string,
  token: OpaqueToken,
): Promise<string | null> {
  if (matchesTokenHash(token, session.refreshHash)) return rotate(ctx, session, text, token);
  const { previousRefreshHash, lineageHash, successor, rotatedAt } = session;
  const isPrevious = previousRefreshHash !== null && matchesTokenHash(token, previousRefreshHash);
  const isRecent = ctx.clock.now().getTime() - rotatedAt.getTime() <= GRACE_MS;
  if (isPrevious && isRecent && successor) return openWithToken(text, successor);
  const wasGood = isPrevious || (lineageHash !== null && isOfLineage(token, lineageHash));
  if (!wasGood) return null;
  await endSession(ctx, session, 'refresh_token_reused');
  recordAudit(ctx, {
    action: 'session.refresh_token_reused',
    target: { type: 'session', id: session.id },
    detail: { user_id: session.userId },
  });
  return null;
}

async function rotate(
  { tx, clock }: TxContext,
  { tenantId, id, refreshHash }: SessionWithUser,
  text: string,
  { lineage }: OpaqueToken,
): Promise<string> {
  const { token, hash } = createOpaqueToken({ kind: 'refresh', tenantId, id, lineage });
  await tx.prisma.session.update({
    where: { tenantId_id: { tenantId, id } },
    data: {
      refreshHash: hash,
      previousRefreshHash: refreshHash,
      lineageHash: hashLineage(lineage),
      successor: sealWithToken(text, token),
      rotatedAt: clock.now(),
    },
  });
  return token;
}
