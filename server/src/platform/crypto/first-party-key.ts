import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { CompactSign, calculateJwkThumbprint } from 'jose';
import { deriveKey } from './master-key.ts';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410 §7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs the plugins of the deployment's own tree. Follows from the master key, so every process has the same one. */
export interface FirstPartyKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly publicJwk: { kty: string; crv: string; x: string };
  /** A compact JWS (EdDSA) over a text. */
  sign(text: string): Promise<string>;
}

export async function firstPartyKey(masterKey: Uint8Array): Promise<FirstPartyKey> {
  const der = Buffer.concat([PKCS8_ED25519, deriveKey(masterKey, 'first-party-plugins')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { kty = '', crv = '', x = '' } = createPublicKey(privateKey).export({ format: 'jwk' }) as JsonWebKey;
  const publicJwk = { kty, crv, x };
  const kid = await calculateJwkThumbprint(publicJwk);
  return {
    kid,
    publicJwk,
    sign: (text) =>
      new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey),
  };
}
