import { type Database, type Sql, sql } from '../db/index.ts';
import type { ClaimTable } from './claim-table.ts';

/** A claim as it stands in the database; `claim` is its fence. */
export interface HeldRow {
  tenant_id: string;
  id: string;
  claim: number;
}

const FIND: Record<ClaimTable, (workerId: string) => Sql> = {
  deliveries: (id) =>
    sql`SELECT tenant_id, id, claim FROM deliveries WHERE worker_id = ${id}::bigint AND status = 'RUNNING'`,
  task_runs: (id) =>
    sql`SELECT tenant_id, id, claim FROM task_runs WHERE worker_id = ${id}::bigint AND status = 'RUNNING'`,
  action_flows: (id) =>
    sql`SELECT tenant_id, id, claim FROM action_flows WHERE worker_id = ${id}::bigint AND status = 'RUNNING'`,
};

/** What the database says that a worker has. */
export function findHeld(db: Database, table: ClaimTable, workerId: string): Promise<HeldRow[]> {
  return db.system((tx) => tx.query<HeldRow>(FIND[table](workerId)));
}

/** One claim of one row. */
export function claimKey({ id, claim }: Pick<HeldRow, 'id' | 'claim'>): string {
  return `${id} ${claim}`;
}
