import type { Database } from '../db/index.ts';
import { type Sql, sql } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { ClaimTable } from './claim-table.ts';
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

/** A claim as it stands in the database; `claim` is its fence. */
export interface HeldRow {
  tenant_id: string;
  id: string;
  claim: number;
}

/** A commit may still be on its way when its connection is gone: this many clean looks clear the suspicion. */
const CLEAN_LOOKS = 5;

const FIND: Record<ClaimTable, (workerId: string) => Sql> = {
  deliveries: (id) =>
    sql`SELECT tenant_id, id, claim FROM deliveries WHERE worker_id = ${id}::bigint AND status = 'RUNNING'`,
  task_runs: (id) =>
    sql`SELECT tenant_id, id, claim FROM task_runs WHERE worker_id = ${id}::bigint AND status = 'RUNNING'`,
};

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
      const claimed = await db.system((tx) => tx.query<HeldRow>(FIND[table](worker.id)));
      const found = claimed.filter((row) => !isUnderWay(row));
      const strays = found.filter((row) => seen.has(keyOf(row)));
      if (strays.length > 0) {
        await handBack(strays);
        log.warn({ count: strays.length, table }, 'claimed, but never begun: handed back');
      }
      seen = new Set(found.map(keyOf));
      looksLeft = found.length > 0 ? CLEAN_LOOKS : looksLeft - 1;
    },
  };
}

function keyOf({ id, claim }: HeldRow): string {
  return `${id} ${claim}`;
}
