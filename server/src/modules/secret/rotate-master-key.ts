import { AppError } from '../../errors.ts';
import { type Database, sql } from '../../platform/db/index.ts';
import { type MasterKey, rewrapDataKeys, rewrapSigningKeys, toMasterKey } from '../../platform/keys/index.ts';

export interface RotateMasterKeyOptions {
  /** Keys a transaction; each is committed on its own, so that what is done stays done. */
  batchSize?: number;
  /** Stops after the batch that is under way. Run it again to go on. */
  signal?: AbortSignal;
  onProgress?(done: RewrappedKeys): void;
}

export interface RewrappedKeys {
  dataKeys: number;
  signingKeys: number;
}

export interface RotatedMasterKey extends RewrappedKeys {
  /** False where it was stopped before the end. */
  isComplete: boolean;
}

const DEFAULT_BATCH = 100;

/**
 * Wraps every data key and signing key anew, from the old master key to the new one; the secrets themselves stay as
 * they are. Rows say which master key they are under, so it can be stopped, killed, run twice or twice at once.
 * PRECONDITION_FAILED where rows are under neither key.
 */
export async function rotateMasterKey(
  { db }: { db: Database },
  oldKey: Uint8Array,
  newKey: Uint8Array,
  { batchSize = DEFAULT_BATCH, signal, onProgress }: RotateMasterKeyOptions = {},
): Promise<RotatedMasterKey> {
  const from = toMasterKey(oldKey);
  const to = toMasterKey(newKey);
  if (from.id === to.id) throw new AppError('INVALID_INPUT', 'the new master key is the old one');
  await refuseOthers(db, [from, to]);

  const done: RewrappedKeys = { dataKeys: 0, signingKeys: 0 };
  const steps = [
    { name: 'signingKeys', rewrap: rewrapSigningKeys },
    { name: 'dataKeys', rewrap: rewrapDataKeys },
  ] as const;
  for (const { name, rewrap } of steps) {
    for (let count = batchSize; count === batchSize; ) {
      if (signal?.aborted) return { ...done, isComplete: false };
      count = await db.system((tx) => rewrap(tx, from, to, batchSize));
      done[name] += count;
      onProgress?.({ ...done });
    }
  }
  return { ...done, isComplete: true };
}

async function refuseOthers(db: Database, known: readonly MasterKey[]): Promise<void> {
  const ids = known.map(({ id }) => id);
  const [other] = await db.system((tx) =>
    tx.query<{ id: string }>(sql`
      SELECT master_key_id AS id FROM data_keys WHERE master_key_id <> ALL (${ids}::text[])
      UNION ALL SELECT master_key_id FROM signing_keys WHERE master_key_id <> ALL (${ids}::text[]) LIMIT 1`),
  );
  if (!other) return;
  const message = `some keys are under a third master key, ${other.id}: give the one that they are under as the old one`;
  throw new AppError('PRECONDITION_FAILED', message, { reason: 'MASTER_KEY_DIFFERS' });
}
