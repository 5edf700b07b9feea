import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { AppError } from '../../errors.ts';
import type { SigningKey, VerificationKey } from './signing-key.ts';
import { VerificationCache } from './verification-cache.ts';

/**
 * Access tokens: JWTs (RFC 9068) signed with Ed25519.
 *
 * 1. The algorithm, type, issuer and audience are fixed here; nothing of them is taken from the token.
 * 2. A token is good until its `exp` by its signature alone; whether its session was revoked is asked elsewhere.
 * 3. Only tokens that were found good are remembered, and never past their `exp`.
 */
const ALGORITHM = 'EdDSA';
const TYPE = 'at+jwt';
const PARTY = 'joinery';
const MAX_TOKEN_LENGTH = 2048;
const DEFAULT_EXPIRY_SECONDS = 900;

export interface AccessTokenInput {
  /** The user's id. */
  subject: string;
  tenantId: string;
  sessionId: string;
  role: string;
  expiresInSeconds?: number;
  now: Date;
}

export interface AccessClaims {
  readonly subject: string;
  readonly tenantId: string;
  readonly sessionId: string;
  readonly role: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export type TokenVerification =
  | { readonly ok: true; readonly claims: AccessClaims }
  | { readonly ok: false; readonly reason: 'expired' | 'invalid' | 'unknown_key' };

export interface TokenSigner {
  issue(input: AccessTokenInput): Promise<{ token: string; expiresAt: Date }>;
  verify(token: string, now: Date): Promise<TokenVerification>;
}

/**
 * Signs with the first of `keys` and accepts tokens of all of them. For a rotation, make a new signer: the next key
 * last at first, so that every node knows it, and first only then. INTERNAL when there is no key.
 */
export function createTokenSigner(
  keys: readonly [SigningKey, ...VerificationKey[]],
  { maxRemembered = 10_000 } = {},
): TokenSigner {
  const [first] = keys;
  if (!first) throw new AppError('INTERNAL', 'there is no key to sign access tokens with');
  const header = { alg: ALGORITHM, typ: TYPE, kid: first.kid };
  const privateKey = createPrivateKey({ format: 'jwk', key: first.privateJwk });
  const publicKeys = new Map(
    keys.map(({ kid, publicJwk }) => [kid, createPublicKey({ format: 'jwk', key: publicJwk })]),
  );
  const remembered = new VerificationCache<TokenVerification & { ok: true }>(maxRemembered);

  const publicKeyOf = ({ kid }: Pick<JWTHeaderParameters, 'kid'>) => {
    const key = publicKeys.get(kid ?? '');
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };

  const check = async (token: string, now: Date): Promise<TokenVerification> => {
    try {
      const options = { algorithms: [ALGORITHM], typ: TYPE, issuer: PARTY, audience: PARTY, currentDate: now };
      const { payload } = await jwtVerify(token, publicKeyOf, options);
      const claims = readClaims(payload);
      return claims ? { ok: true, claims } : { ok: false, reason: 'invalid' };
    } catch (error) {
      return { ok: false, reason: failureReason(error) };
    }
  };

  return {
    issue: async ({ subject, tenantId, sessionId, role, expiresInSeconds = DEFAULT_EXPIRY_SECONDS, now }) => {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const expiresAt = issuedAt + expiresInSeconds;
      const claims = { tid: tenantId, sid: sessionId, role, client_id: PARTY };
      const token = await new SignJWT(claims)
        .setProtectedHeader(header)
        .setIssuer(PARTY)
        .setAudience(PARTY)
        .setSubject(subject)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },

    verify: async (token, now) => {
      if (token.length > MAX_TOKEN_LENGTH) return { ok: false, reason: 'invalid' };
      const key = remembered.keyOf(token);
      const known = remembered.get(key);
      if (known) {
        if (now < known.claims.expiresAt) return known;
        remembered.delete(key);
        return { ok: false, reason: 'expired' };
      }
      const verification = await check(token, now);
      if (verification.ok) remembered.set(key, verification);
      return verification;
    },
  };
}

function readClaims({ sub, tid, sid, role, iat, exp }: JWTPayload): AccessClaims | null {
  if (typeof sub !== 'string' || typeof tid !== 'string' || typeof sid !== 'string') return null;
  if (typeof role !== 'string' || iat === undefined || exp === undefined) return null;
  const [issuedAt, expiresAt] = [new Date(iat * 1000), new Date(exp * 1000)];
  return { subject: sub, tenantId: tid, sessionId: sid, role, issuedAt, expiresAt };
}

function failureReason(error: unknown): 'expired' | 'invalid' | 'unknown_key' {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown_key';
  if (error instanceof errors.JOSEError) return 'invalid';
  throw error;
}
