import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createTokenSigner,
  generateSigningKey,
  jwks,
  type SigningKey,
  type TokenSigner,
  type TokenVerification,
} from '../../../server/src/platform/crypto/index.ts';

const now = new Date('2026-03-01T12:00:00.400Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const who = { subject: randomUUID(), tenantId: randomUUID(), sessionId: randomUUID(), role: 'ADMIN' };

let key: SigningKey;
let otherKey: SigningKey;
let signer: TokenSigner;

beforeAll(async () => {
  [key, otherKey] = await Promise.all([generateSigningKey(), generateSigningKey()]);
  signer = createTokenSigner([key]);
});

/** A token signed with the real key, differing from a good one as told. */
async function forge(header: Partial<JWTHeaderParameters>, claims: JWTPayload): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const good = {
    iss: 'joinery',
    aud: 'joinery',
    sub: who.subject,
    tid: who.tenantId,
    sid: who.sessionId,
    role: 'ADMIN',
  };
  return new SignJWT({ ...good, iat: issuedAt, exp: issuedAt + 900, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid, ...header })
    .sign(await importJWK(key.privateJwk, 'EdDSA'));
}

describe('an access token', () => {
  it('says who, where and until when, and verifies', async () => {
    const { token, expiresAt } = await signer.issue({ ...who, now });
    expect(expiresAt).toEqual(new Date('2026-03-01T12:15:00Z'));
    expect(await signer.verify(token, now)).toEqual({
      ok: true,
      claims: { ...who, issuedAt: new Date('2026-03-01T12:00:00Z'), expiresAt },
    });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid });
    expect(decodeJwt(token)).toMatchObject({ iss: 'joinery', aud: 'joinery', jti: expect.any(String) });
  });

  it('ends at its time, remembered or not', async () => {
    const { token } = await signer.issue({ ...who, expiresInSeconds: 60, now });
    const expired = { ok: false, reason: 'expired' };
    expect(await createTokenSigner([key]).verify(token, later(60))).toEqual(expired);
    expect(await signer.verify(token, later(59))).toMatchObject({ ok: true });
    expect(await signer.verify(token, later(60))).toEqual(expired);
    expect(await signer.verify(token, later(61))).toEqual(expired);
  });

  it('of a key that is not known is told from a false one', async () => {
    const { token } = await createTokenSigner([otherKey]).issue({ ...who, now });
    expect(await signer.verify(token, now)).toEqual({ ok: false, reason: 'unknown_key' });
  });

  it('is invalid with any character changed', async () => {
    const { token } = await signer.issue({ ...who, now });
    for (let place = 0; place < token.length - 1; place += 7) {
      const character = token[place] === 'A' ? 'B' : 'A';
      const altered = token.slice(0, place) + character + token.slice(place + 1);
      expect(await signer.verify(altered, now)).toMatchObject({ ok: false });
    }
  });

  it.each<[string, Partial<JWTHeaderParameters>, JWTPayload]>([
    ['type', { typ: 'JWT' }, {}],
    ['no type', { typ: undefined }, {}],
    ['issuer', {}, { iss: 'someone' }],
    ['audience', {}, { aud: 'someone' }],
    ['no subject', {}, { sub: undefined }],
    ['a tenant that is no text', {}, { tid: 7 }],
    ['no session', {}, { sid: undefined }],
    ['no role', {}, { role: undefined }],
    ['no end', {}, { exp: undefined }],
  ])('is invalid with another %s', async (_, header, claims) => {
    expect(await signer.verify(await forge(header, claims), now)).toEqual({ ok: false, reason: 'invalid' });
  });

  it('is as forged valid when nothing is changed', async () => {
    expect(await signer.verify(await forge({}, {}), now)).toMatchObject({ ok: true });
  });

  it('is invalid without a signature, or signed with the public key as a shared secret', async () => {
    const { token } = await signer.issue({ ...who, now });
    const [, payload] = token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid: key.kid })).toString('base64url');
    expect(await signer.verify(`${none}.${payload}.`, now)).toEqual({ ok: false, reason: 'invalid' });
    const shared = await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })
      .sign(Buffer.from(key.publicJwk.x ?? '', 'base64url'));
    expect(await signer.verify(shared, now)).toEqual({ ok: false, reason: 'invalid' });
  });

  it.each(['', 'x', '..', 'a.b.c', 'jn_pat_abc', `${'a'.repeat(100_000)}.b.c`])('is not %s', async (text) => {
    expect(await signer.verify(text, now)).toEqual({ ok: false, reason: 'invalid' });
  });
});

describe('signing keys', () => {
  it('rotate: the first signs, all are accepted', async () => {
    const before = await signer.issue({ ...who, now });
    const rotated = createTokenSigner([otherKey, { kid: key.kid, publicJwk: key.publicJwk }]);
    const after = await rotated.issue({ ...who, now });
    expect(decodeProtectedHeader(after.token).kid).toBe(otherKey.kid);
    expect(await rotated.verify(before.token, now)).toMatchObject({ ok: true });
    expect(await rotated.verify(after.token, now)).toMatchObject({ ok: true });
  });

  it('are published without their private halves, even from keys that hold them', () => {
    const published = jwks([{ kid: key.kid, publicJwk: { ...key.publicJwk, d: key.privateJwk.d } }]);
    const { x } = key.publicJwk;
    expect(published).toEqual({ keys: [{ kty: 'OKP', crv: 'Ed25519', x, kid: key.kid, alg: 'EdDSA', use: 'sig' }] });
  });
});

describe('the memory of good tokens', () => {
  it('answers a hot token many times faster than a signature takes', async () => {
    const { token } = await signer.issue({ ...who, now });
    await signer.verify(token, now);
    const start = performance.now();
    for (let round = 0; round < 2000; round += 1) await signer.verify(token, now);
    expect((performance.now() - start) / 2000).toBeLessThan(0.05);
  });

  it('is bounded, and forgets the longest unused first', async () => {
    const small = createTokenSigner([key], { maxRemembered: 2 });
    const newToken = async () => (await small.issue({ ...who, now })).token;
    const [hot, cold, fresh] = [await newToken(), await newToken(), await newToken()];
    const answers = new Map<string, TokenVerification>();
    for (const token of [hot, cold, hot, fresh]) answers.set(token, await small.verify(token, now));
    // A remembered answer is the same object; a token that was forgotten is verified anew.
    expect(await small.verify(hot, now)).toBe(answers.get(hot));
    expect(await small.verify(fresh, now)).toBe(answers.get(fresh));
    expect(await small.verify(cold, now)).not.toBe(answers.get(cold));
    expect(await small.verify(cold, now)).toEqual(answers.get(cold));
  });
});
