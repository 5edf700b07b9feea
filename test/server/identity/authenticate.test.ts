import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import {
  authenticate,
  endSessionsOf,
  isStillValid,
  mayGoOn,
  startCredentialWatch,
} from '../../../server/src/modules/session/index.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { eventually } from '../../harness/eventually.ts';
import { newOrganisation, startIdentity } from './setup.ts';

const identity = await startIdentity();
const anyone = () => identity.anyone();
const refused = { code: 'UNAUTHENTICATED' };

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const parts = (token: string) =>
  token.split('.').map((part, index) => (index < 2 ? JSON.parse(Buffer.from(part, 'base64url').toString()) : part));

describe('an access token', () => {
  it('names its tenant, user, session and role, and is good for fifteen minutes', async () => {
    const { tokens, user, tenantId } = await newOrganisation(anyone());
    const [header, claims] = parts(tokens.accessToken);
    expect(header).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(claims).toMatchObject({ sub: user.id, tid: tenantId, sid: tokens.sessionId, role: 'OWNER' });
    expect(claims.exp - claims.iat).toBe(900);
    const { payload } = await jwtVerify(tokens.accessToken, createLocalJWKSet(identity.services.keys.tokens.jwks()));
    expect(payload.sub).toBe(user.id);
  });

  it('lets the person in as what they are', async () => {
    const { tokens, user, tenantId } = await newOrganisation(anyone());
    const ctx = await authenticate(anyone(), tokens.accessToken);
    expect(ctx.tenantId).toBe(tenantId);
    expect(ctx.actor).toMatchObject({
      kind: 'user',
      id: user.id,
      email: user.email,
      role: 'OWNER',
      credentialId: tokens.sessionId,
    });
    expect(ctx.actor.scopes.has('tenant:write')).toBe(true);
    expect(isStillValid(ctx)).toBe(true);
  });

  it('costs no query once its session is known', async () => {
    const { tokens } = await newOrganisation(anyone());
    await authenticate(anyone(), tokens.accessToken);
    const before = identity.services.db.pools.system.totalCount;
    const calls: unknown[] = [];
    const pool = identity.services.db.pools.system;
    pool.on('acquire', (client) => calls.push(client));
    for (let request = 0; request < 50; request++) await authenticate(anyone(), tokens.accessToken);
    pool.removeAllListeners('acquire');
    expect(calls).toEqual([]);
    expect(pool.totalCount).toBe(before);
  });

  it('is refused once it has ended', async () => {
    const { tokens } = await newOrganisation(anyone());
    const ctx = await authenticate(anyone(), tokens.accessToken);
    identity.clock.move({ minutes: 16 });
    await expect(authenticate(anyone(), tokens.accessToken)).rejects.toMatchObject(refused);
    expect(isStillValid(ctx)).toBe(false);
    expect(await mayGoOn(ctx), 'what was begun with it').toBe(true);
  });

  it('is refused when anything of it was altered', async () => {
    const { tokens } = await newOrganisation(anyone());
    const stranger = await newOrganisation(anyone());
    const [header, claims, signature] = parts(tokens.accessToken);
    const { privateKey } = generateKeyPairSync('ed25519');
    const forge = (head: object, body: object) => {
      const signed = `${encode(head)}.${encode(body)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    };
    const hostile = {
      'alg none': `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
      'alg none with the signature left': `${encode({ ...header, alg: 'none' })}.${encode(claims)}.${signature}`,
      'alg HS256': `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}.${signature}`,
      'another tenant': `${encode(header)}.${encode({ ...claims, tid: stranger.tenantId })}.${signature}`,
      'another role': `${encode(header)}.${encode({ ...claims, role: 'OWNER', x: 1 })}.${signature}`,
      'a later end': `${encode(header)}.${encode({ ...claims, exp: claims.exp + 9 })}.${signature}`,
      'a key of its own': forge(header, claims),
      'a key of its own, in its head': forge({ ...header, kid: 'mine', jwk: {} }, claims),
      'a signature cut short': tokens.accessToken.slice(0, -4),
      'no signature': tokens.accessToken.split('.').slice(0, 2).join('.'),
      nothing: '',
      'a word': 'token',
      'a refresh token': tokens.refreshToken,
    };
    for (const [what, token] of Object.entries(hostile)) {
      await expect(authenticate(anyone(), token), what).rejects.toMatchObject(refused);
    }
  });

  it('of one tenant opens nothing with the session of another', async () => {
    const [one, two] = [await newOrganisation(anyone()), await newOrganisation(anyone())];
    const { token } = await identity.services.keys.tokens.issue({
      tenantId: one.tenantId,
      userId: one.user.id,
      sessionId: two.tokens.sessionId,
      role: 'OWNER',
    });
    await expect(authenticate(anyone(), token)).rejects.toMatchObject(refused);
    // The other's state is in the cache now, too.
    await authenticate(anyone(), two.tokens.accessToken);
    await expect(authenticate(anyone(), token)).rejects.toMatchObject(refused);
  });

  it('without a session behind it opens nothing', async () => {
    const { user, tenantId } = await newOrganisation(anyone());
    const { token } = await identity.services.keys.tokens.issue({
      tenantId,
      userId: user.id,
      sessionId: randomUUID(),
      role: 'OWNER',
    });
    await expect(authenticate(anyone(), token)).rejects.toMatchObject(refused);
  });
});

describe('what was revoked', () => {
  /** A second process that serves requests, and the owner as known there. */
  async function elsewhere(accessToken: string) {
    const process = await identity.anotherProcess();
    const watch = await startCredentialWatch(process.services);
    const ctx = await authenticate(process.anyone(), accessToken);
    expect(isStillValid(ctx)).toBe(true);
    return { process, watch, ctx };
  }

  const endsWithin = (milliseconds: number, ctx: Context) =>
    eventually(() => expect(isStillValid(ctx)).toBe(false), { timeoutMs: milliseconds });

  it('by ending all of a user ends on every process', async () => {
    const { tokens, user } = await newOrganisation(anyone());
    const { process, watch, ctx } = await elsewhere(tokens.accessToken);
    const here = await authenticate(anyone(), tokens.accessToken);
    expect(await transaction(here, (ctx) => endSessionsOf(ctx, user.id))).toEqual({ sessions: 1, apiTokens: 0 });
    await endsWithin(5000, ctx);
    await expect(authenticate(process.anyone(), tokens.accessToken)).rejects.toMatchObject(refused);
    await watch.stop();
  });

  it('and told by no signal ends within five seconds: a deactivated or deleted user, a session, a role', async () => {
    const statements = [
      'UPDATE users SET is_active = false WHERE id = $1',
      'DELETE FROM users WHERE id = $1',
      'UPDATE sessions SET revoked_at = now() WHERE user_id = $1',
      `UPDATE users SET role = 'MEMBER' WHERE id = $1`,
    ];
    const untouched = await newOrganisation(anyone());
    const { process, watch, ctx } = await elsewhere(untouched.tokens.accessToken);
    const ended = await Promise.all(
      statements.map(async (statement) => {
        const { tokens, user } = await newOrganisation(anyone());
        const ctx = await authenticate(process.anyone(), tokens.accessToken);
        await identity.admin(statement, [user.id]);
        return { statement, ctx };
      }),
    );
    const stillValid = () => ended.filter(({ ctx }) => isStillValid(ctx)).map(({ statement }) => statement);
    await eventually(() => expect(stillValid()).toEqual([]), { timeoutMs: 5000 });
    expect(isStillValid(ctx)).toBe(true);
    await watch.stop();
  });

  it('as a role changes what the next request may do', async () => {
    const { tokens, user } = await newOrganisation(anyone());
    const { process, watch, ctx } = await elsewhere(tokens.accessToken);
    expect(ctx.actor.scopes.has('user:write')).toBe(true);
    await identity.admin(`UPDATE users SET role = 'AUDITOR' WHERE id = $1`, [user.id]);
    await eventually(
      async () => {
        const next = await authenticate(process.anyone(), tokens.accessToken);
        expect(next.actor.role).toBe('AUDITOR');
        expect(next.actor.scopes.has('user:write')).toBe(false);
        expect(isStillValid(next)).toBe(true);
      },
      { timeoutMs: 5000 },
    );
    await watch.stop();
  });
});
