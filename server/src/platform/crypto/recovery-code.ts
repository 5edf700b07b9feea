import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

const COUNT = 10;
const HALF_LENGTH = 5;
/** Without 0 o, 1 i l: read aloud or from paper, each is one character only. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** Ten codes like `k7wzp-3mqxa`, of 49 random bits each: shown once, good once. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => `${randomText(HALF_LENGTH)}-${randomText(HALF_LENGTH)}`);
}

/**
 * What is stored of a code: HMAC-SHA-256 under `key`, so that a stolen table cannot be searched for codes without the
 * key. Case, spaces and hyphens do not count. The key must outlive the codes: derive it from the data key whose
 * version is stored beside them, not from the master key, which is rotated.
 */
export function hashRecoveryCode(key: Uint8Array, code: string): Buffer<ArrayBuffer> {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return createHmac('sha256', key).update('joinery:recovery-code\0').update(plain).digest();
}

/** The hashes that remain once `code` is spent, or null when it is none of them. */
export function spendRecoveryCode<Hash extends Uint8Array>(
  key: Uint8Array,
  code: string,
  hashes: readonly Hash[],
): Hash[] | null {
  const spent = hashRecoveryCode(key, code);
  const remaining = hashes.filter((hash) => hash.length !== spent.length || !timingSafeEqual(hash, spent));
  return remaining.length < hashes.length ? remaining : null;
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
