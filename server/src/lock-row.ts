import { type Sql, sql } from './platform/db/index.ts';
import { isUuid } from './platform/id.ts';
import type { SqlTxContext, TxContext } from './transaction.ts';

const LOCKS = {
  /** Nobody else changes the row until the transaction ends. */
  change: sql`FOR NO KEY UPDATE`,
  /** And nothing comes to point at it either. */
  delete: sql`FOR UPDATE`,
};

/** Holds a row of the tenant for what is to be done with it; nothing, where there is none. */
export async function lockRow(
  { tx, tenantId }: TxContext | SqlTxContext,
  table: Sql,
  id: string,
  purpose: keyof typeof LOCKS = 'change',
): Promise<void> {
  if (!isUuid(id)) return;
  await tx.query(
    sql`SELECT id FROM ${table} WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid ${LOCKS[purpose]}`,
  );
}
