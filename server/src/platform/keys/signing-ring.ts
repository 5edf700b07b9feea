import { AppError } from '../../errors.ts';
import type { Clock } from '../clock.ts';
import { createTokenSigner, type SigningKey, type TokenSigner, type VerificationKey } from '../crypto/index.ts';
import type { Database } from '../db/index.ts';
import type { MasterKeys } from './master-keys.ts';
import { loadSigningKeys, openPrivateKey, rotateSigningKeys, type StoredSigningKey } from './signing-keys.ts';
import { isRotationDue, isValidAt, signingKeyAt } from './signing-schedule.ts';

/** The signing keys as they stand at one time. */
export interface SigningRing {
  /** Every key there ever was, the newest first. */
  readonly all: readonly StoredSigningKey[];
  readonly valid: readonly StoredSigningKey[];
  readonly signing: SigningKey;
  readonly signer: TokenSigner;
}

export interface RingOptions {
  readonly db: Database;
  readonly masterKeys: MasterKeys;
  readonly clock: Clock;
}

/** Reads the keys, and makes the next one first when it is time. */
export async function loadRing({ db, masterKeys, clock }: RingOptions, before?: SigningRing): Promise<SigningRing> {
  const now = clock.now();
  let all = await db.system(loadSigningKeys);
  if (isRotationDue(validAt(all, now), now)) {
    await db.system((tx) => rotateSigningKeys(tx, masterKeys, now));
    all = await db.system(loadSigningKeys);
  }
  return toRing(all, masterKeys, now, before);
}

/** The same keys at a later time: a successor may have taken over, a key may have retired. */
export function ringAt(ring: SigningRing, masterKeys: MasterKeys, now: Date): SigningRing {
  const valid = validAt(ring.all, now);
  const isSame = valid.length === ring.valid.length && signingKeyAt(valid, now)?.kid === ring.signing.kid;
  return isSame ? ring : toRing(ring.all, masterKeys, now, ring);
}

function toRing(
  all: readonly StoredSigningKey[],
  masterKeys: MasterKeys,
  now: Date,
  before?: SigningRing,
): SigningRing {
  const valid = validAt(all, now);
  const stored = signingKeyAt(valid, now);
  if (!stored) throw new AppError('INTERNAL', 'there is no signing key');
  // The same keys keep their signer, and what it remembers of tokens that it has verified.
  if (before?.signing.kid === stored.kid && namesOf(before.valid) === namesOf(valid)) return { ...before, all, valid };
  const signing = openPrivateKey(stored, masterKeys.find(stored.masterKeyId));
  const others = valid.filter((key) => key !== stored);
  return { all, valid, signing, signer: createTokenSigner([signing, ...others]) };
}

function validAt(all: readonly StoredSigningKey[], now: Date): StoredSigningKey[] {
  return all.filter((key) => isValidAt(key, now));
}

function namesOf(keys: readonly VerificationKey[]): string {
  return keys.map(({ kid }) => kid).join();
}
