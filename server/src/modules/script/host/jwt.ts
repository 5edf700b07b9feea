import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { invalidField } from '../../../errors.ts';
import { type HostCall, read } from './host-call.ts';

const Sign = z.strictObject({
  algorithm: z.enum(['RS256', 'ES256', 'EdDSA', 'HS256']),
  key: z.string().min(1, 'must not be empty').max(20_000),
  claims: z.record(z.string(), z.json()),
  header: z.record(z.string(), z.string()).optional(),
});

/** A signed token (RFC 7515, compact). Whoever holds it is believed, so it is hidden like a secret. */
const sign = read(Sign, async ({ mask }, { algorithm, key, claims, header }) => {
  const token = await new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', ...header, alg: algorithm })
    .sign(algorithm === 'HS256' ? new TextEncoder().encode(key) : privateKey(key))
    .catch((cause: unknown) => {
      throw invalidField(
        'key',
        `cannot sign by ${algorithm}: ${cause instanceof Error ? cause.message : 'it is refused'}`,
      );
    });
  mask.add(token);
  return token;
});

/** PKCS #8 or PKCS #1, in PEM. */
function privateKey(pem: string) {
  try {
    return createPrivateKey(pem);
  } catch {
    // The cause quotes the key.
    throw invalidField('key', 'is not a private key in PEM (PKCS #8 or PKCS #1)');
  }
}

export const JWT_CALLS: Record<string, HostCall> = { 'jwt.sign': sign };
