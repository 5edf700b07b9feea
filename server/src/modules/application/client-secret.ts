import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const CLIENT_ID_BYTES = 12;
/** 256 bits: nobody guesses it, so a fast hash protects it as well as a slow one would. */
const SECRET_BYTES = 32;

export function newClientId(): string {
  return `app_${randomBytes(CLIENT_ID_BYTES).toString('hex')}`;
}

export interface ClientSecret {
  secret: string;
  hash: Uint8Array<ArrayBuffer>;
}

export function newClientSecret(): ClientSecret {
  const secret = `jn_cs_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, hash: hashOf(secret) };
}

/** Whether this is the secret of the hash, in the same time whatever the answer. */
export function isSecretOf(hash: Uint8Array, secret: string): boolean {
  const actual = hashOf(secret);
  return hash.length === actual.length && timingSafeEqual(hash, actual);
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
