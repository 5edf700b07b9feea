import type { UserRole } from '@joinery/prisma';
import type { PublicContext } from '../../context.ts';
import { createOpaqueToken, hashLineage } from '../../platform/crypto/index.ts';
import type { PrismaTransaction } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';

/** What a client holds after it has signed in. */
export interface SessionTokens {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends. */
  readonly expiresAt: Date;
}

export interface SessionUser {
  readonly tenantId: string;
  readonly id: string;
  readonly role: UserRole;
}

type OpenContext = PublicContext & { readonly tx: PrismaTransaction };

const DAY_MS = 24 * 3600 * 1000;

/** Opens a session of a user who has shown who they are. It ends for good after so many days. */
export async function openSession(ctx: OpenContext, user: SessionUser, days: number): Promise<SessionTokens> {
  const { tenantId, id: userId } = user;
  const { ipAddress, userAgent } = ctx.request;
  const sessionId = newId();
  const now = ctx.clock.now();
  const { token, hash, lineage } = createOpaqueToken({ kind: 'refresh', tenantId, id: sessionId });
  await ctx.tx.prisma.session.create({
    data: {
      tenantId,
      id: sessionId,
      userId,
      refreshHash: hash,
      lineageHash: hashLineage(lineage),
      rotatedAt: now,
      ipAddress,
      userAgent,
      createdAt: now,
      expiresAt: new Date(now.getTime() + days * DAY_MS),
    },
  });
  return withAccessToken(ctx, user, sessionId, token);
}

/** A fresh access token beside a session's refresh token. */
export async function withAccessToken(
  { keys }: PublicContext,
  { tenantId, id: userId, role }: SessionUser,
  sessionId: string,
  refreshToken: string,
): Promise<SessionTokens> {
  const { token, expiresAt } = await keys.tokens.issue({ tenantId, userId, sessionId, role });
  return { sessionId, accessToken: token, refreshToken, expiresAt };
}
