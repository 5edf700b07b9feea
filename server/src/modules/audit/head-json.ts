import { z } from 'zod';
import type { SignedTreeHead } from '../../platform/crypto/index.ts';

/** A signed head as it is handed out: by `auditHead`, in an export, in a file that somebody keeps. */
export const HeadJson = z.object({
  tenantId: z.string(),
  size: z.number().int().nonnegative(),
  rootHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  signedAt: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});
export type HeadJson = z.infer<typeof HeadJson>;

export function toHeadJson({ tenantId, size, rootHash, timestamp, keyId, signature }: SignedTreeHead): HeadJson {
  return {
    tenantId,
    size,
    rootHash: Buffer.from(rootHash).toString('hex'),
    signedAt: timestamp.toISOString(),
    keyId,
    signature: Buffer.from(signature).toString('base64url'),
  };
}

export function fromHeadJson({ tenantId, size, rootHash, signedAt, keyId, signature }: HeadJson): SignedTreeHead {
  return {
    tenantId,
    size,
    rootHash: Buffer.from(rootHash, 'hex'),
    timestamp: new Date(signedAt),
    keyId,
    signature: Buffer.from(signature, 'base64url'),
  };
}
