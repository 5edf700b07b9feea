import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JwtAlgorithm } from '../define/auth.ts';
import { Refusal } from './refusal.ts';

/** Signs claims. Throws Refusal `auth` for a key that is none for the algorithm; its message holds nothing of the key. */
export async function signJwt(options: {
  algorithm: JwtAlgorithm;
  key: string;
  claims: Record<string, unknown>;
  header?: Record<string, string>;
}): Promise<string> {
  const { algorithm, key, claims, header } = options;
  try {
    const token = new SignJWT(claims).setProtectedHeader({ ...header, alg: algorithm, typ: 'JWT' });
    return await token.sign(keyOf(algorithm, key));
  } catch {
    throw new Refusal('auth', `the secret is no key that ${algorithm} can sign with`);
  }
}

function keyOf(algorithm: JwtAlgorithm, key: string): KeyObject | Uint8Array {
  return algorithm === 'HS256' ? new TextEncoder().encode(key) : createPrivateKey(key);
}
