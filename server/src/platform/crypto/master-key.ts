import { createHash, hkdfSync } from 'node:crypto';
import { invalidField } from '../../errors.ts';

export const KEY_BYTES = 32;

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** The 32 bytes of the master key from base64, base64url or hex. INVALID_INPUT naming the variable, never its value. */
export function parseMasterKey(text: string, variable = 'JOINERY_MASTER_KEY'): Buffer<ArrayBuffer> {
  const trimmed = text.trim();
  if (HEX.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (BASE64.test(trimmed)) return Buffer.from(trimmed, 'base64');
  throw invalidField(variable, 'must be 32 bytes in base64, base64url or hex; make one with: openssl rand -base64 32');
}

/** A short stable name of a master key (16 hex digits), which tells nothing of the key itself. */
export function masterKeyId(masterKey: Uint8Array): string {
  return createHash('sha256').update('joinery:master-key-id\0').update(masterKey).digest('hex').slice(0, 16);
}

/** A 32-byte key for one purpose (HKDF-SHA-256, RFC 5869): keys of different purposes tell nothing of each other. */
export function deriveKey(key: Uint8Array, purpose: string): Buffer<ArrayBuffer> {
  return Buffer.from(hkdfSync('sha256', key, '', `joinery:${purpose}`, KEY_BYTES));
}
