import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createTokenSigner,
  generateSigningKey,
  leafHash,
  type SignedTreeHead,
  type SigningKey,
  signTreeHead,
  verifyTreeHead,
} from '../../../server/src/platform/crypto/index.ts';

const head = {
  tenantId: randomUUID(),
  size: 12_345,
  rootHash: leafHash('anything'),
  timestamp: new Date('2026-03-01T12:00:00.123Z'),
};

let key: SigningKey;
let signed: SignedTreeHead;

beforeAll(async () => {
  key = await generateSigningKey();
  signed = signTreeHead(head, key);
});

describe('a signed tree head', () => {
  it('verifies with the public half, also as it comes back from the database', () => {
    const { kid, publicJwk } = key;
    expect(signed).toMatchObject({ ...head, keyId: kid });
    expect(verifyTreeHead(signed, [{ kid, publicJwk }])).toBe(true);
    const stored = { rootHash: new Uint8Array(signed.rootHash), signature: new Uint8Array(signed.signature) };
    expect(verifyTreeHead({ ...signed, ...stored }, [{ kid, publicJwk }])).toBe(true);
  });

  it('is an Ed25519 signature over canonical JSON, which anyone can rebuild', () => {
    const text = `{"keyId":"${key.kid}","rootHash":"${head.rootHash.toString('hex')}","size":12345,"tenantId":"${head.tenantId}","timestamp":"2026-03-01T12:00:00.123Z","type":"joinery:tree-head:1"}`;
    const publicKey = createPublicKey({ format: 'jwk', key: key.publicJwk });
    expect(verify(null, Buffer.from(text), publicKey, signed.signature)).toBe(true);
  });

  it.each<[string, Partial<SignedTreeHead>]>([
    ['tenant', { tenantId: randomUUID() }],
    ['size', { size: 12_344 }],
    ['root', { rootHash: leafHash('something else') }],
    ['time', { timestamp: new Date('2026-03-01T12:00:00.124Z') }],
    ['signature', { signature: Buffer.alloc(64) }],
    ['length of signature', { signature: Buffer.alloc(3) }],
  ])('does not verify with another %s', (_, change) => {
    expect(verifyTreeHead({ ...signed, ...change }, [key])).toBe(false);
  });

  it('does not verify with another key, or under the name of another', async () => {
    const other = await generateSigningKey();
    expect(verifyTreeHead(signed, [other])).toBe(false);
    expect(verifyTreeHead(signed, [{ kid: key.kid, publicJwk: other.publicJwk }])).toBe(false);
    expect(verifyTreeHead({ ...signed, keyId: other.kid }, [key, other])).toBe(false);
  });

  it('does not pass for an access token signed with the same key', async () => {
    const now = new Date();
    const { token } = await createTokenSigner([key]).issue({
      subject: 's',
      tenantId: 't',
      sessionId: 's',
      role: 'r',
      now,
    });
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    expect(verifyTreeHead({ ...signed, signature }, [key])).toBe(false);
  });
});
