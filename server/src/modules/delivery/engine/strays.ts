import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { handBack } from './hand-back.ts';
import type { Lanes } from './lanes.ts';
import type { WorkerIdentity } from './worker-registry.ts';

/**
 * Deliveries that the database says this worker sends, and that it does not: it claimed them in a transaction that was
 * committed, but the answer was lost. Nobody else would look after them for as long as this worker lives.
 */
export interface Strays {
  /** There may be some now. */
  suspect(): void;
  /** Hands back those that were there at the last look too; costs nothing while nothing is suspected. */
  look(): Promise<void>;
}

/** A commit may still be on its way when its connection is gone: this many clean looks clear the suspicion. */
const CLEAN_LOOKS = 5;

interface RunningRow {
  tenant_id: string;
  id: string;
  claim: number;
}

export function createStrays(services: Services, { worker, lanes }: { worker: WorkerIdentity; lanes: Lanes }): Strays {
  let looksLeft = 0;
  let seen = new Set<string>();

  const find = async (): Promise<RunningRow[]> => {
    const rows = await services.db.system((tx) =>
      tx.query<RunningRow>(
        sql`SELECT tenant_id, id, claim FROM deliveries WHERE worker_id = ${worker.id}::bigint AND status = 'RUNNING'`,
      ),
    );
    return rows.filter((row) => !lanes.has(row.tenant_id, row.id));
  };

  return {
    suspect: () => {
      looksLeft = CLEAN_LOOKS;
    },
    look: async () => {
      if (looksLeft === 0) return;
      const found = await find();
      const strays = found.filter((row) => seen.has(keyOf(row)));
      if (strays.length > 0) {
        await handBack(services, strays);
        services.log.warn({ count: strays.length }, 'claimed, but never begun: handed back');
      }
      seen = new Set(found.map(keyOf));
      looksLeft = found.length > 0 ? CLEAN_LOOKS : looksLeft - 1;
    },
  };
}

function keyOf({ id, claim }: RunningRow): string {
  return `${id} ${claim}`;
}
