import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The public half of a key that signs access tokens and audit tree heads (Ed25519, RFC 8037). */
export interface VerificationKey {
  /** The key's RFC 7638 thumbprint. */
  readonly kid: string;
  readonly publicJwk: JWK;
}

export interface SigningKey extends VerificationKey {
  /** Secret: sealed wherever it is stored. */
  readonly privateJwk: JWK;
}

export async function generateSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(publicKey);
  return { kid: await calculateJwkThumbprint(publicJwk), publicJwk, privateJwk: await exportJWK(privateKey) };
}

/** RFC 7517 §5. */
export interface JwkSet {
  keys: JWK[];
}

/** The public halves as they are published. Members are named one by one, so that nothing private slips in. */
export function jwks(keys: readonly VerificationKey[]): JwkSet {
  return {
    keys: keys.map(({ kid, publicJwk: { kty, crv, x } }) => ({ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' })),
  };
}
