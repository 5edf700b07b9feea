import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AppError } from '../../errors.ts';
import { isUuid } from '../id.ts';

/**
 * Tokens that mean nothing but a row: `<prefix>_<86 characters>_<6 characters>`. In the middle, base64url of the
 * tenant's id (16 bytes), the row's id (16) and 256 random bits; at the end, the CRC-32 of what stands before it in
 * base62, by which secret scanners and mistyped tokens are told without a look into the database.
 *
 * 1. The ids find the row under row-level security; they prove nothing. Only the stored hash does.
 * 2. The whole text is hashed, once: 256 random bits need no slow hash.
 * 3. Of tokens that replace each other the first 128 random bits are the same, their lineage. It shows that a token that
 *    is no longer valid was one once, and opens nothing.
 */
const PREFIXES = { api: 'jn_pat', refresh: 'jn_rt', application: 'jn_app', callback: 'jn_cb', live: 'jn_lt' } as const;

export type OpaqueTokenKind = keyof typeof PREFIXES;

const KINDS = new Map(Object.entries(PREFIXES).map(([kind, prefix]) => [prefix as string, kind as OpaqueTokenKind]));
const UUID_BYTES = 16;
const LINEAGE_BYTES = 16;
const OWN_BYTES = 16;
const FORM = /^(jn_[a-z]+)_([A-Za-z0-9_-]{86})_([0-9A-Za-z]{6})$/;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What a token's text says. Whether it is valid, only the row can tell. */
export interface OpaqueToken {
  readonly kind: OpaqueTokenKind;
  readonly tenantId: string;
  /** The id of the row that the token stands for. */
  readonly id: string;
  /** SHA-256 of the text. */
  readonly hash: Buffer<ArrayBuffer>;
  readonly lineage: Buffer;
}

/** A new token for a row, of the lineage of the one that it replaces. Its text is shown once; its hash is stored. */
export function createOpaqueToken({
  kind,
  tenantId,
  id,
  lineage = randomBytes(LINEAGE_BYTES),
}: Pick<OpaqueToken, 'kind' | 'tenantId' | 'id'> & { lineage?: Buffer }): {
  token: string;
  hash: Buffer<ArrayBuffer>;
  lineage: Buffer;
} {
  const bytes = Buffer.concat([uuidBytes(tenantId), uuidBytes(id), lineage, randomBytes(OWN_BYTES)]);
  const body = `${PREFIXES[kind]}_${bytes.toString('base64url')}`;
  const token = `${body}_${checksum(body)}`;
  return { token, hash: hashOpaqueToken(token), lineage };
}

/** Null for what is no such token: another form, an unknown prefix, a wrong checksum. */
export function parseOpaqueToken(token: string): OpaqueToken | null {
  const [, prefix = '', payload = '', sum] = FORM.exec(token) ?? [];
  const kind = KINDS.get(prefix);
  if (!kind || checksum(`${prefix}_${payload}`) !== sum) return null;
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes.toString('base64url') !== payload) return null;
  return {
    kind,
    tenantId: uuidText(bytes, 0),
    id: uuidText(bytes, UUID_BYTES),
    hash: hashOpaqueToken(token),
    lineage: bytes.subarray(2 * UUID_BYTES, 2 * UUID_BYTES + LINEAGE_BYTES),
  };
}

/** SHA-256 of the token's text: what is stored of it. */
export function hashOpaqueToken(token: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(token).digest();
}

/** Whether a token is the one whose hash is stored, in a time that does not tell how close it came. */
export function matchesTokenHash({ hash }: Pick<OpaqueToken, 'hash'>, storedHash: Uint8Array): boolean {
  return hash.length === storedHash.length && timingSafeEqual(hash, storedHash);
}

/** SHA-256 of what tokens that replace each other have in common: what is stored of it. */
export function hashLineage(lineage: Buffer): Buffer<ArrayBuffer> {
  return createHash('sha256').update(lineage).digest();
}

/** Whether a token was given out for the same thing at some time, in a time that does not tell how close it came. */
export function isOfLineage({ lineage }: Pick<OpaqueToken, 'lineage'>, storedHash: Uint8Array): boolean {
  return matchesTokenHash({ hash: hashLineage(lineage) }, storedHash);
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < 6; place += 1) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function uuidBytes(uuid: string): Buffer {
  if (!isUuid(uuid)) throw new AppError('INTERNAL', 'a token can only stand for a row with a UUID');
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + UUID_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
