import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../server/src/platform/id.ts';
import { type Keys, openKeys } from '../../../server/src/platform/keys/index.ts';
import { startIdentity } from './setup.ts';

const identity = await startIdentity();
const { services, clock, masterKey, admin } = identity;
const { db, log } = services;
const subject = { tenantId: newId(), userId: newId(), sessionId: newId(), role: 'OWNER' };

/** The keys as another process has them. */
const open = () => openKeys({ db, masterKey, clock, log });
const kidsOf = (keys: Keys) => keys.tokens.jwks().keys.map(({ kid }) => kid);
const signerOf = async (keys: Keys) => decodeProtectedHeader((await keys.tokens.issue(subject)).token).kid;

let keys: Keys;
beforeEach(async () => {
  await keys?.close();
  await admin('DELETE FROM signing_keys');
  keys = await open();
});

describe('signing keys', () => {
  it('are two from the first start on, and made once when several processes start at once', async () => {
    await admin('DELETE FROM signing_keys');
    const started = await Promise.all([open(), open(), open(), open()]);
    expect(await admin('SELECT FROM signing_keys')).toHaveLength(2);
    for (const process of started) {
      expect(kidsOf(process)).toHaveLength(2);
      expect(kidsOf(process)).toEqual(kidsOf(started[0] as Keys));
      await process.close();
    }
  });

  it('are published without their private halves', async () => {
    for (const key of keys.tokens.jwks().keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    }
  });

  it('are kept sealed', async () => {
    const [row] = await admin<{ text: string }>(`SELECT encode(private_key, 'escape') AS text FROM signing_keys`);
    expect(row?.text).not.toContain('OKP');
  });

  it('stay while they are young', async () => {
    const before = kidsOf(keys);
    clock.move({ days: 29 });
    await keys.tokens.refresh();
    expect(kidsOf(keys)).toEqual(before);
  });

  it('are replaced after thirty days, by one of many processes, the next announced for an hour before it signs', async () => {
    clock.move({ days: 1 });
    const old = await signerOf(keys);
    const others = await Promise.all([open(), open(), open()]);
    clock.move({ days: 30 });
    await Promise.all([keys, ...others].map((process) => process.tokens.refresh()));
    expect(await admin('SELECT FROM signing_keys')).toHaveLength(3);

    const [next] = kidsOf(keys);
    expect(kidsOf(keys)).toHaveLength(2);
    expect(kidsOf(keys)).toContain(old);
    expect(await signerOf(keys)).toBe(old);
    clock.move({ minutes: 61 });
    expect(await signerOf(keys)).toBe(next);
    expect(kidsOf(keys)).toEqual([next, old]);
    for (const process of others) {
      expect(await signerOf(process)).toBe(next);
      await process.close();
    }
  });

  it('let no token end early that was signed before they were replaced', async () => {
    clock.move({ days: 30 });
    await keys.tokens.refresh();
    clock.move({ minutes: 59 });
    const { token } = await keys.tokens.issue(subject);
    clock.move({ minutes: 10 });
    const next = await keys.tokens.issue(subject);
    expect(decodeProtectedHeader(next.token).kid).not.toBe(decodeProtectedHeader(token).kid);
    expect(await keys.tokens.verify(token)).toMatchObject({ ok: true });
    await jwtVerify(token, createLocalJWKSet(keys.tokens.jwks()), { currentDate: clock.now() });
    clock.move({ minutes: 6 });
    expect(await keys.tokens.verify(token)).toEqual({ ok: false, reason: 'expired' });
  });

  it('that retired are forgotten by half: what they signed is known, and nothing can be signed any more', async () => {
    const head = { tenantId: subject.tenantId, size: 3, rootHash: Buffer.alloc(32, 7), timestamp: clock.now() };
    const signed = keys.tokens.signHead(head);
    for (let month = 0; month < 4; month++) {
      clock.move({ days: 31 });
      await keys.tokens.refresh();
    }
    expect(kidsOf(keys)).not.toContain(signed.keyId);
    expect(await keys.tokens.verifyHead(signed)).toBe('genuine');
    expect(keys.tokens.publicKeys().map(({ kid }) => kid)).toContain(signed.keyId);
    const [row] = await admin('SELECT length(private_key) AS length FROM signing_keys WHERE kid = $1', [signed.keyId]);
    expect(row).toEqual({ length: 0 });
    const later = await open();
    expect(await later.tokens.verifyHead(signed)).toBe('genuine');
    await later.close();
  });

  it('tell a forged head from one by a key that nobody has', async () => {
    const head = { tenantId: subject.tenantId, size: 3, rootHash: Buffer.alloc(32, 7), timestamp: clock.now() };
    const signed = keys.tokens.signHead(head);
    expect(await keys.tokens.verifyHead({ ...signed, size: 4 })).toBe('forged');
    expect(await keys.tokens.verifyHead({ ...signed, keyId: 'nobody' })).toBe('unknown_key');
  });

  it('made elsewhere are looked up when a token names them', async () => {
    const other = await open();
    await admin('DELETE FROM signing_keys');
    const renewed = await open();
    const { token } = await renewed.tokens.issue(subject);
    clock.move({ seconds: 5 });
    await expect.poll(() => other.tokens.verify(token).then(({ ok }) => ok), { timeout: 5000 }).toBe(true);
    await Promise.all([other.close(), renewed.close()]);
  });

  it('under another master key stop the start, and say which', async () => {
    await expect(openKeys({ db, masterKey: Buffer.alloc(32, 9), clock, log })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      reason: 'MASTER_KEY_DIFFERS',
    });
  });
});
