import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { SigningKey, VerificationKey } from './signing-key.ts';

/** What a tenant's audit tree was at one time: `size` leaves with this root. */
export interface TreeHead {
  tenantId: string;
  size: number;
  rootHash: Uint8Array;
  /** To the millisecond. */
  timestamp: Date;
}

export interface SignedTreeHead extends TreeHead {
  /** The `kid` of the key that signed. */
  keyId: string;
  /** Ed25519 (RFC 8032), 64 bytes. */
  signature: Uint8Array;
}

/** Signs a tree head. The bytes signed are the canonical JSON (RFC 8785) of `treeHeadBytes`. */
export function signTreeHead(head: TreeHead, key: SigningKey): SignedTreeHead & { signature: Buffer<ArrayBuffer> } {
  const privateKey = createPrivateKey({ format: 'jwk', key: key.privateJwk });
  return { ...head, keyId: key.kid, signature: sign(null, treeHeadBytes(head, key.kid), privateKey) };
}

/** False for an altered head, another's signature, or a key that is not among `keys`. */
export function verifyTreeHead(head: SignedTreeHead, keys: readonly VerificationKey[]): boolean {
  const key = keys.find(({ kid }) => kid === head.keyId);
  if (!key) return false;
  const publicKey = createPublicKey({ format: 'jwk', key: key.publicJwk });
  return verify(null, treeHeadBytes(head, head.keyId), publicKey, head.signature);
}

/** `type` keeps these bytes apart from everything else that the same key signs. */
function treeHeadBytes({ tenantId, size, rootHash, timestamp }: TreeHead, keyId: string): Buffer {
  const rootHex = Buffer.from(rootHash).toString('hex');
  const head = {
    type: 'joinery:tree-head:1',
    tenantId,
    size,
    rootHash: rootHex,
    timestamp: timestamp.toISOString(),
    keyId,
  };
  return Buffer.from(canonicalJson(head), 'utf8');
}
