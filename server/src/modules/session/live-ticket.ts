import { requirePerson } from '../../access.ts';
import { type Context, type PublicContext, systemContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { createOpaqueToken, parseOpaqueToken } from '../../platform/crypto/index.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { CredentialKey } from './credential/state.ts';

/** Long enough to open a socket, and too short to be of use in a log. */
const LASTS_MS = 60_000;

export interface NewLiveTicket {
  readonly ticket: string;
  readonly expiresAt: Date;
}

/** A ticket that opens one socket for the session that the request came with. FORBIDDEN without a session. */
export async function createLiveTicket(ctx: Context): Promise<NewLiveTicket> {
  requirePerson(ctx);
  const { tenantId, clock, actor } = ctx;
  const sessionId = actor.credentialId;
  if (!sessionId) throw new AppError('FORBIDDEN', 'this needs a session');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + LASTS_MS);
  const id = newId();
  const { token, hash } = createOpaqueToken({ kind: 'live', tenantId, id });
  await transaction(ctx, async ({ tx }) => {
    // Those that were never used go with the next one, so that there are never many.
    await tx.prisma.liveTicket.deleteMany({ where: { sessionId, expiresAt: { lte: now } } });
    await tx.prisma.liveTicket.create({ data: { tenantId, id, sessionId, ticketHash: hash, expiresAt } });
  });
  return { ticket: token, expiresAt };
}

/** Uses a ticket up; the session that it stands for, or null where it was used, is too old, or never was. */
export async function redeemLiveTicket(ctx: PublicContext, ticket: string): Promise<CredentialKey | null> {
  const token = parseOpaqueToken(ticket);
  if (token?.kind !== 'live') return null;
  const { tenantId, id, hash } = token;
  // Nobody acts yet: the statement can find this one row and nothing else.
  return transaction(systemContext(ctx, tenantId, ctx.request.id), async ({ tx, clock }) => {
    const [row] = await tx.query<{ sessionId: string; expiresAt: Date }>(sql`
      DELETE FROM live_tickets
      WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND ticket_hash = ${hash}
      RETURNING session_id AS "sessionId", expires_at AS "expiresAt"`);
    return row && row.expiresAt > clock.now() ? { tenantId, id: row.sessionId } : null;
  });
}
