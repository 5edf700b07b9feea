import { AppError } from '../../errors.ts';
import { masterKeyId } from '../crypto/index.ts';

export interface MasterKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The master keys that this process holds: one, or the old and the new while they are exchanged. */
export interface MasterKeys {
  /** What new rows are written under. */
  readonly current: MasterKey;
  /** The key that a row names. PRECONDITION_FAILED for one that this process was not given. */
  find(id: string): MasterKey;
}

export function toMasterKey(bytes: Uint8Array): MasterKey {
  return { id: masterKeyId(bytes), bytes };
}

export function holdMasterKeys(key: Uint8Array, newKey?: Uint8Array): MasterKeys {
  const held = (newKey ? [newKey, key] : [key]).map(toMasterKey);
  const [current = toMasterKey(key)] = held;
  return {
    current,
    find: (id) => {
      const found = held.find((master) => master.id === id);
      if (found) return found;
      const given = held.map((master) => master.id).join(' and ');
      const message = `the database holds keys under the master key ${id}, and JOINERY_MASTER_KEY is ${given}: give the right one`;
      throw new AppError('PRECONDITION_FAILED', message, { reason: 'MASTER_KEY_DIFFERS' });
    },
  };
}
