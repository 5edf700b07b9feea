import { type Scope, scopesOfRole } from '../../access.ts';
import type { Actor, Context, PublicContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { matchesTokenHash, type OpaqueToken, parseOpaqueToken } from '../../platform/crypto/index.ts';
import { isScope } from '../api-token/index.ts';
import { noteUse } from './credential/last-use.ts';
import { type CredentialKey, type CredentialState, isAlive, nameOf } from './credential/state.ts';
import { type CredentialStates, credentialStates } from './credential/states.ts';
import { redeemLiveTicket } from './live-ticket.ts';

/** What a token says, its own signature or text checked. */
interface Credential extends CredentialKey {
  readonly kind: CredentialState['kind'];
  /** When the token itself ends: an access token does, long before its session. */
  readonly expiresAt: Date | null;
  matches(state: CredentialState): boolean;
}

/** What an actor came with, to be asked about again. */
interface Held {
  readonly states: CredentialStates;
  readonly key: CredentialKey;
  readonly name: string;
  readonly endsAt: Date | null;
}

const heldBy = new WeakMap<Actor, Held>();

/**
 * Who acts, by an access token (a JWT) or an API token. UNAUTHENTICATED for any other text, for a token that has ended or was
 * revoked, and for a user who was deactivated; the role is the user's of now, at most seconds old.
 */
export async function authenticate(ctx: PublicContext, token: string): Promise<Context> {
  return enter(ctx, await readToken(ctx, token));
}

/**
 * Who opens a socket, by a live ticket, which is used up. The actor stays for as long as the session does: no access
 * token ends in between. UNAUTHENTICATED for any other text, and for a ticket that was used, or is too old.
 */
export async function authenticateByTicket(ctx: PublicContext, ticket: string): Promise<Context> {
  const redeemed = await redeemLiveTicket(ctx, ticket);
  return enter(ctx, redeemed && { ...redeemed, kind: 'session', expiresAt: null, matches: isSession });
}

/** Lets a credential's owner in, where it is what the database knows. */
async function enter(ctx: PublicContext, credential: Credential | null): Promise<Context> {
  const states = credentialStates(ctx);
  const state = credential && (await states.current(credential));
  if (!credential || !state || !credential.matches(state) || !isAlive(state, ctx.clock.now())) {
    throw new AppError('UNAUTHENTICATED', 'this token is not valid, or no longer: sign in, refresh, or make a new one');
  }
  if (state.kind === 'api_token') noteUse(ctx, credential, state.lastUsedAt);
  const actor = toActor(credential, state);
  heldBy.set(actor, { states, key: credential, name: nameOf(credential), endsAt: credential.expiresAt });
  return { ...ctx, tenantId: credential.tenantId, actor };
}

/**
 * Whether the actor of a context that `authenticate` made may still act: the token has not ended, the session or API
 * token was not revoked, the user is active and has the same role. Costs a look into a map, no query; what changed on
 * any node is seen within three seconds. Ask it at least every few minutes, or the answer becomes no.
 */
export function isStillValid({ actor, clock }: Context): boolean {
  if (actor.kind === 'system') return true;
  const held = heldBy.get(actor);
  const state = held?.states.peek(held.name);
  if (!held || !state || state.role !== actor.role) return false;
  const now = clock.now();
  return isAlive(state, now) && !(held.endsAt && held.endsAt <= now);
}

/**
 * The same for long work that was begun, at whatever intervals: it may be finished although the access token that it was
 * begun with has ended since. Costs a query where nothing recent is known.
 */
export async function mayGoOn({ actor, clock }: Context): Promise<boolean> {
  const held = heldBy.get(actor);
  const state = await held?.states.current(held.key);
  return state !== undefined && state.role === actor.role && isAlive(state, clock.now());
}

async function readToken({ keys }: PublicContext, token: string): Promise<Credential | null> {
  const opaque = parseOpaqueToken(token);
  if (opaque?.kind === 'api') {
    const { tenantId, id } = opaque;
    return { kind: 'api_token', tenantId, id, expiresAt: null, matches: (state) => holdsSecret(state, opaque) };
  }
  const verification = await keys.tokens.verify(token);
  if (!verification.ok) return null;
  const { tenantId, sessionId, subject: userId, expiresAt } = verification.claims;
  return {
    kind: 'session',
    tenantId,
    id: sessionId,
    expiresAt,
    matches: (state) => state.kind === 'session' && state.userId === userId,
  };
}

const isSession = (state: CredentialState) => state.kind === 'session';

function holdsSecret(state: CredentialState, token: OpaqueToken): boolean {
  return state.kind === 'api_token' && state.tokenHash !== null && matchesTokenHash(token, state.tokenHash);
}

function toActor({ id }: CredentialKey, { kind, userId, email, role, scopes }: CredentialState): Actor {
  const ofRole = scopesOfRole(role);
  if (kind === 'session') return { kind: 'user', id: userId, email, role, scopes: ofRole, credentialId: id };
  const held: Scope[] = scopes.filter(isScope).filter((scope) => ofRole.has(scope));
  return { kind: 'api_token', id: userId, email, role, scopes: new Set(held), credentialId: id };
}
