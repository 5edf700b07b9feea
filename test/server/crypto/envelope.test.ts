import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDataKey,
  deriveKey,
  masterKeyId,
  openSecret,
  parseMasterKey,
  type SecretContext,
  sealSecret,
  unwrapDataKey,
  wrapDataKey,
} from '../../../server/src/platform/crypto/index.ts';

const unreadable = expect.objectContaining({ code: 'INTERNAL', reason: 'SECRET_UNREADABLE' });
const context: SecretContext = { tenantId: randomUUID(), kind: 'integration', ownerId: randomUUID(), keyVersion: 1 };

describe('a sealed secret', () => {
  const key = createDataKey();

  it('opens to what was sealed, whatever bytes it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plaintext) => {
        const opened = openSecret(key, context, sealSecret(key, context, plaintext));
        expect(opened.equals(plaintext)).toBe(true);
      }),
    );
    expect(openSecret(key, context, sealSecret(key, context, 'grüße')).toString()).toBe('grüße');
  });

  it('is one version byte, a nonce, the ciphertext and a tag, and never twice the same', () => {
    const first = sealSecret(key, context, 'hello');
    const second = sealSecret(key, context, 'hello');
    expect(first.length).toBe(1 + 12 + 5 + 16);
    expect(first[0]).toBe(1);
    expect(first.subarray(1, 13).equals(second.subarray(1, 13))).toBe(false);
    expect(first.subarray(13, 18).equals(second.subarray(13, 18))).toBe(false);
  });

  it('does not open with any bit changed', () => {
    const sealed = sealSecret(key, context, 'secret');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openSecret(key, context, altered)).toThrow(unreadable);
    }
  });

  it('does not open when it is cut short or has grown', () => {
    const sealed = sealSecret(key, context, 'secret');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openSecret(key, context, sealed.subarray(0, length))).toThrow(unreadable);
    }
    expect(() => openSecret(key, context, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(unreadable);
  });

  it('does not open under another key', () => {
    const sealed = sealSecret(key, context, 'secret');
    expect(() => openSecret(createDataKey(), context, sealed)).toThrow(unreadable);
    expect(() => openSecret(randomBytes(5), context, sealed)).toThrow(unreadable);
  });

  it.each<[string, Partial<SecretContext>]>([
    ['tenant', { tenantId: randomUUID() }],
    ['kind', { kind: 'task' }],
    ['owner', { ownerId: randomUUID() }],
    ['key version', { keyVersion: 2 }],
    ['name', { name: 'token' }],
  ])('does not open for another %s', (_, change) => {
    const sealed = sealSecret(key, context, 'secret');
    expect(() => openSecret(key, { ...context, ...change }, sealed)).toThrow(unreadable);
  });

  it('does not open for fields that only run together to the same text', () => {
    const sealed = sealSecret(key, { ...context, kind: 'ab', ownerId: 'c' }, 'secret');
    expect(() => openSecret(key, { ...context, kind: 'a', ownerId: 'bc' }, sealed)).toThrow(unreadable);
  });

  it('tells nothing of the secret in the error', () => {
    const sealed = sealSecret(key, context, 'hunter2');
    expect(() => openSecret(createDataKey(), context, sealed)).not.toThrow(/hunter2/);
  });
});

describe('a wrapped data key', () => {
  const masterKey = randomBytes(32);
  const dataKey = createDataKey();
  const wrapping = { tenantId: randomUUID(), keyVersion: 1, masterKeyId: masterKeyId(masterKey) };

  it('unwraps under its master key', () => {
    expect(unwrapDataKey(masterKey, wrapping, wrapDataKey(masterKey, wrapping, dataKey)).equals(dataKey)).toBe(true);
  });

  it('does not unwrap under another master key, for another tenant, version or master key id', () => {
    const wrapped = wrapDataKey(masterKey, wrapping, dataKey);
    expect(() => unwrapDataKey(randomBytes(32), wrapping, wrapped)).toThrow(unreadable);
    for (const change of [{ tenantId: randomUUID() }, { keyVersion: 2 }, { masterKeyId: 'other' }]) {
      expect(() => unwrapDataKey(masterKey, { ...wrapping, ...change }, wrapped)).toThrow(unreadable);
    }
  });
});

describe('the master key', () => {
  const key = Buffer.from('f0e1d2c3b4a5968778695a4b3c2d1e0ffffefdfcfbfaf9f8f7f6f5f4f3f2f1f0', 'hex');

  it.each([
    ['hex', key.toString('hex')],
    ['upper-case hex', key.toString('hex').toUpperCase()],
    ['base64', key.toString('base64')],
    ['base64url', key.toString('base64url')],
    ['base64 with a line break', `${key.toString('base64')}\n`],
  ])('is read from %s', (_, text) => {
    expect(parseMasterKey(text).equals(key)).toBe(true);
  });

  it.each([
    '',
    'secret',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    randomBytes(31).toString('hex'),
    `${key.toString('hex').slice(0, 63)}g`,
  ])('is refused as %j, with the variable and the way to make one, and without the value', (text) => {
    const refusal = (): string => {
      try {
        return `accepted ${parseMasterKey(text).length} bytes`;
      } catch (error) {
        expect(error).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'JOINERY_MASTER_KEY' }] });
        return (error as Error).message;
      }
    };
    expect(refusal()).toMatch(/JOINERY_MASTER_KEY.*openssl rand -base64 32/);
    if (text.length > 6) expect(refusal()).not.toContain(text);
  });

  it('has a short stable id of its own', () => {
    expect(masterKeyId(key)).toMatch(/^[0-9a-f]{16}$/);
    expect(masterKeyId(key)).toBe(masterKeyId(Buffer.from(key)));
    expect(masterKeyId(randomBytes(32))).not.toBe(masterKeyId(key));
  });

  it('gives unrelated keys for different purposes', () => {
    expect(deriveKey(key, 'a')).toHaveLength(32);
    expect(deriveKey(key, 'a').equals(deriveKey(key, 'a'))).toBe(true);
    expect(deriveKey(key, 'a').equals(deriveKey(key, 'b'))).toBe(false);
  });
});
