import { performance } from 'node:perf_hooks';
import { AppError } from '../../errors.ts';
import { deriveKey, openSecret, sealSecret } from '../crypto/index.ts';
import { type DataKeys, insertDataKey, type KeyTransaction, loadDataKeys } from './data-keys.ts';
import type { MasterKeys } from './master-keys.ts';

/** Whose a sealed value is. All of it is bound into the seal: elsewhere the value does not open. */
export interface SecretOwner {
  readonly tenantId: string;
  readonly kind: string;
  readonly ownerId: string;
  /** Where one owner has several values. */
  readonly name?: string;
}

/** A sealed value, and the version of the data key that it is under: store both. */
export interface SealedSecret {
  readonly sealed: Uint8Array;
  readonly keyVersion: number;
}

/** Seals and opens secrets under the tenant's data key. The transaction must be one of that tenant. */
export interface Vault {
  /** Makes the tenant's first data key: once, when the tenant is made. */
  createKey(tx: KeyTransaction, tenantId: string): Promise<void>;
  seal(
    tx: KeyTransaction,
    owner: SecretOwner,
    plaintext: string | Uint8Array,
  ): Promise<{ sealed: Buffer<ArrayBuffer>; keyVersion: number }>;
  /** A key for one purpose, from the tenant's data key of a version: it stays the same when the master key changes. */
  deriveKey(tx: KeyTransaction, from: { tenantId: string; keyVersion: number }, purpose: string): Promise<Uint8Array>;
  /** INTERNAL, reason SECRET_UNREADABLE, for another owner, another tenant's key or altered bytes. */
  open(tx: KeyTransaction, owner: SecretOwner, secret: SealedSecret): Promise<Buffer<ArrayBuffer>>;
}

const KEPT_MS = 5 * 60 * 1000;
const MOST_KEPT = 1000;

/** Unwrapped keys stay in memory for minutes, of a bounded number of tenants. */
export function createVault(masterKeys: MasterKeys): Vault {
  const kept = new Map<string, { keys: DataKeys; until: number }>();

  const load = async (tx: KeyTransaction, tenantId: string): Promise<DataKeys> => {
    const keys = await loadDataKeys(tx, masterKeys, tenantId);
    if (!keys) throw new AppError('INTERNAL', `the tenant ${tenantId} has no data key`);
    kept.delete(tenantId);
    kept.set(tenantId, { keys, until: performance.now() + KEPT_MS });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return keys;
  };

  const keysOf = (tx: KeyTransaction, tenantId: string): Promise<DataKeys> | DataKeys => {
    const known = kept.get(tenantId);
    return known && known.until > performance.now() ? known.keys : load(tx, tenantId);
  };

  const keyOf = async (tx: KeyTransaction, tenantId: string, version: number): Promise<Uint8Array> => {
    const { byVersion } = await keysOf(tx, tenantId);
    return byVersion.get(version) ?? required((await load(tx, tenantId)).byVersion, version);
  };

  return {
    createKey: (tx, tenantId) => insertDataKey(tx, masterKeys, tenantId),

    seal: async (tx, owner, plaintext) => {
      const { newest: keyVersion, byVersion } = await keysOf(tx, owner.tenantId);
      return { sealed: sealSecret(required(byVersion, keyVersion), { ...owner, keyVersion }, plaintext), keyVersion };
    },

    open: async (tx, owner, { sealed, keyVersion }) => {
      return openSecret(await keyOf(tx, owner.tenantId, keyVersion), { ...owner, keyVersion }, sealed);
    },

    deriveKey: async (tx, { tenantId, keyVersion }, purpose) => {
      return deriveKey(await keyOf(tx, tenantId, keyVersion), purpose);
    },
  };
}

function required(keys: ReadonlyMap<number, Uint8Array>, version: number): Uint8Array {
  const key = keys.get(version);
  if (key) return key;
  throw new AppError('INTERNAL', `there is no data key of version ${version}`, { reason: 'SECRET_UNREADABLE' });
}
