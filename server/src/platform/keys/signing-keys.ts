import {
  deriveKey,
  generateSigningKey,
  openSecret,
  type SigningKey,
  sealSecret,
  type VerificationKey,
} from '../crypto/index.ts';
import { type Sql, sql } from '../db/index.ts';
import type { KeyTransaction } from './data-keys.ts';
import type { MasterKey, MasterKeys } from './master-keys.ts';
import { ANNOUNCED_MS, isRotationDue, isValidAt, type KeyTimes, retirementAfter } from './signing-schedule.ts';

/** A signing key as it is stored. Its public half stays for ever: what it signed can be checked for ever. */
export type StoredSigningKey = VerificationKey &
  KeyTimes & { readonly sealedPrivateKey: Uint8Array; readonly masterKeyId: string };

const LOCK = sql`SELECT pg_advisory_xact_lock(hashtextextended('joinery.signing_keys', 0))`;

/** Every signing key there ever was, the newest first. */
export function loadSigningKeys(tx: KeyTransaction): Promise<StoredSigningKey[]> {
  return tx.query<StoredSigningKey>(sql`
    SELECT kid, public_jwk AS "publicJwk", private_key AS "sealedPrivateKey", master_key_id AS "masterKeyId",
           created_at AS "createdAt", retires_at AS "retiresAt"
    FROM signing_keys ORDER BY created_at DESC, kid`);
}

/**
 * Makes the next key when it is time, and retires the one before the last. Of several processes that find it is time,
 * one does it and the others find it done.
 */
export async function rotateSigningKeys(tx: KeyTransaction, masterKeys: MasterKeys, now: Date): Promise<void> {
  await tx.query(LOCK);
  const valid = (await loadSigningKeys(tx)).filter((key) => isValidAt(key, now));
  if (!isRotationDue(valid, now)) return;
  const [newest] = valid;
  if (newest) await retireBefore(tx, newest, now);
  // The very first signs at once; its successor is announced beside it.
  else await tx.execute(insert(await generateSigningKey(), masterKeys.current, new Date(now.getTime() - ANNOUNCED_MS)));
  await tx.execute(insert(await generateSigningKey(), masterKeys.current, now));
}

async function retireBefore(tx: KeyTransaction, { createdAt }: KeyTimes, now: Date): Promise<void> {
  const retiresAt = retirementAfter(createdAt, now);
  await tx.execute(
    sql`UPDATE signing_keys SET retires_at = ${retiresAt} WHERE created_at < ${createdAt} AND retires_at IS NULL`,
  );
  // What signs no more leaves nothing to be stolen.
  await tx.execute(sql`UPDATE signing_keys SET private_key = '' WHERE retires_at <= ${now}`);
}

/** Reseals up to `limit` private keys that are under `from`. Answers how many there were. */
export async function rewrapSigningKeys(
  tx: KeyTransaction,
  from: MasterKey,
  to: MasterKey,
  limit: number,
): Promise<number> {
  await tx.query(LOCK);
  const keys = (await loadSigningKeys(tx)).filter((key) => key.masterKeyId === from.id).slice(0, limit);
  for (const key of keys) {
    const { kid, sealedPrivateKey } = key;
    const isErased = sealedPrivateKey.length === 0;
    const resealed = isErased ? sealedPrivateKey : sealPrivateKey(openPrivateKey(key, from), to);
    await tx.execute(
      sql`UPDATE signing_keys SET private_key = ${resealed}, master_key_id = ${to.id} WHERE kid = ${kid}`,
    );
  }
  return keys.length;
}

export function openPrivateKey({ kid, publicJwk, sealedPrivateKey }: StoredSigningKey, master: MasterKey): SigningKey {
  const opened = openSecret(sealingKey(master), owner(kid), sealedPrivateKey);
  return { kid, publicJwk, privateJwk: JSON.parse(opened.toString()) as SigningKey['privateJwk'] };
}

function sealPrivateKey({ kid, privateJwk }: SigningKey, master: MasterKey): Buffer {
  return sealSecret(sealingKey(master), owner(kid), JSON.stringify(privateJwk));
}

function insert(key: SigningKey, master: MasterKey, createdAt: Date): Sql {
  return sql`
    INSERT INTO signing_keys (kid, public_jwk, private_key, master_key_id, created_at)
    VALUES (${key.kid}, ${JSON.stringify(key.publicJwk)}::jsonb, ${sealPrivateKey(key, master)}, ${master.id}, ${createdAt})`;
}

function sealingKey({ bytes }: MasterKey): Buffer {
  return deriveKey(bytes, 'signing-keys');
}

/** The keys belong to the deployment, not to a tenant. */
function owner(kid: string) {
  return { tenantId: 'deployment', kind: 'signing_key', ownerId: kid, keyVersion: 1 };
}
