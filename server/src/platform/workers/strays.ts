import type { Database } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { ClaimTable } from './claim-table.ts';
import { claimKey, findHeld, type HeldRow } from './held-rows.ts';
import type { WorkerIdentity } from './worker-registry.ts';

/**
 * Rows that the database says this worker has claimed, and that it does not work on: it claimed them in a transaction
 * that was committed, but the answer was lost. Nobody else would look after them for as long as this worker lives.
 */
export interface Strays {
  /** There may be some now. */
  suspect(): void;
  /** Hands back those that were there at the last look too; costs nothing while nothing is suspected. */
  look(): Promise<void>;
}

/** A commit may still be on its way when its connection is gone: this many clean looks clear the suspicion. */
const CLEAN_LOOKS = 5;

interface StrayParts {
  table: ClaimTable;
  worker: Pick<WorkerIdentity, 'id'>;
  /** Whether this process works on it. */
  isUnderWay(row: HeldRow): boolean;
  handBack(rows: HeldRow[]): Promise<void>;
}

export function createStrays({ db, log }: { db: Database; log: Log }, parts: StrayParts): Strays {
  const { table, worker, isUnderWay, handBack } = parts;
  let looksLeft = 0;
  let seen = new Set<string>();

  return {
    suspect: () => {
      looksLeft = CLEAN_LOOKS;
    },
    look: async () => {
      if (looksLeft === 0) return;
      const claimed = await findHeld(db, table, worker.id);
      const found = claimed.filter((row) => !isUnderWay(row));
      const strays = found.filter((row) => seen.has(claimKey(row)));
      if (strays.length > 0) {
        await handBack(strays);
        log.warn({ count: strays.length, table }, 'claimed, but never begun: handed back');
      }
      seen = new Set(found.map(claimKey));
      looksLeft = found.length > 0 ? CLEAN_LOOKS : looksLeft - 1;
    },
  };
}
