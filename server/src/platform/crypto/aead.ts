import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../errors.ts';

/**
 * AES-256-GCM (NIST SP 800-38D) in one byte string: version (1), nonce (12), ciphertext, tag (16).
 *
 * 1. Nonces are random, so one key may seal at most 2^32 values.
 * 2. What fails to open says only that: the wrong key, the wrong owner and altered bytes look alike.
 */
const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const VERSION_BYTES = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = VERSION_BYTES + NONCE_BYTES + TAG_BYTES;

/** Fields as bytes that no other list of fields gives: each is preceded by its length in bytes (4, big-endian). */
export function encodeAssociatedData(fields: readonly (string | number)[]): Buffer {
  const parts = fields.flatMap((field) => {
    const bytes = Buffer.from(String(field), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat(parts);
}

export function seal(key: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData);
  const ciphertext = cipher.update(plaintext);
  return Buffer.concat([Buffer.of(VERSION), nonce, ciphertext, cipher.final(), cipher.getAuthTag()]);
}

/** INTERNAL, reason SECRET_UNREADABLE, for another key, other associated data, or altered bytes. */
export function open(key: Uint8Array, associatedData: Uint8Array, sealed: Uint8Array): Buffer<ArrayBuffer> {
  if (sealed.length < OVERHEAD_BYTES || sealed[0] !== VERSION) throw unreadable('not a sealed value of a known form');
  const ciphertextStart = VERSION_BYTES + NONCE_BYTES;
  const tagStart = sealed.length - TAG_BYTES;
  try {
    const nonce = sealed.subarray(VERSION_BYTES, ciphertextStart);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData);
    decipher.setAuthTag(sealed.subarray(tagStart));
    return Buffer.concat([decipher.update(sealed.subarray(ciphertextStart, tagStart)), decipher.final()]);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): AppError {
  const message = 'a sealed value cannot be opened: it was altered, or is under another key or of another owner';
  return new AppError('INTERNAL', message, { reason: 'SECRET_UNREADABLE', cause });
}
