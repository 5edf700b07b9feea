import { encodeAssociatedData, open, seal } from './aead.ts';
import { deriveKey } from './master-key.ts';

/**
 * Text that only the holder of a token can read again: the database keeps the token's hash and the sealed text, and
 * neither opens it. For the answer to a refresh that a client repeats.
 */
const BINDING = encodeAssociatedData(['joinery:token-seal']);

export function sealWithToken(token: string, text: string): Buffer<ArrayBuffer> {
  return seal(keyOf(token), BINDING, Buffer.from(text, 'utf8'));
}

/** INTERNAL, reason SECRET_UNREADABLE, for another token or altered bytes. */
export function openWithToken(token: string, sealed: Uint8Array): string {
  return open(keyOf(token), BINDING, sealed).toString('utf8');
}

function keyOf(token: string): Buffer {
  return deriveKey(Buffer.from(token, 'utf8'), 'token-seal');
}
