import { AppError } from '../../errors.ts';
import { createDataKey, unwrapDataKey, wrapDataKey } from '../crypto/index.ts';
import { type Sql, type SqlTransaction, sql } from '../db/index.ts';
import type { MasterKey, MasterKeys } from './master-keys.ts';

export type KeyTransaction = Pick<SqlTransaction, 'query' | 'execute'>;

interface DataKeyRow {
  tenant_id: string;
  version: number;
  wrapped_key: Uint8Array;
  master_key_id: string;
}

/** A tenant's data keys, unwrapped. Values are sealed under the newest and say under which they were. */
export interface DataKeys {
  readonly newest: number;
  readonly byVersion: ReadonlyMap<number, Uint8Array>;
}

/** Makes and stores a tenant's first data key. */
export async function insertDataKey(tx: KeyTransaction, { current }: MasterKeys, tenantId: string): Promise<void> {
  const keyVersion = 1;
  const wrapped = wrapDataKey(current.bytes, { tenantId, keyVersion, masterKeyId: current.id }, createDataKey());
  await tx.execute(sql`
    INSERT INTO data_keys (tenant_id, version, wrapped_key, master_key_id)
    VALUES (${tenantId}::uuid, ${keyVersion}, ${wrapped}, ${current.id})`);
}

export async function loadDataKeys(
  tx: KeyTransaction,
  masterKeys: MasterKeys,
  tenantId: string,
): Promise<DataKeys | null> {
  const rows = await tx.query<DataKeyRow>(sql`
    SELECT tenant_id, version, wrapped_key, master_key_id FROM data_keys
    WHERE tenant_id = ${tenantId}::uuid ORDER BY version`);
  const newest = rows.at(-1)?.version;
  if (newest === undefined) return null;
  return {
    newest,
    byVersion: new Map(rows.map((row) => [row.version, unwrap(row, masterKeys.find(row.master_key_id))])),
  };
}

/**
 * Wraps up to `limit` data keys anew that are under `from`, in a transaction across tenants. Answers how many there
 * were: none is left when it is fewer than `limit`.
 */
export async function rewrapDataKeys(
  tx: KeyTransaction,
  from: MasterKey,
  to: MasterKey,
  limit: number,
): Promise<number> {
  const rows = await tx.query<DataKeyRow>(sql`
    SELECT tenant_id, version, wrapped_key, master_key_id FROM data_keys WHERE master_key_id = ${from.id}
    ORDER BY tenant_id, version LIMIT ${limit} FOR UPDATE`);
  await Promise.all(rows.map((row) => tx.execute(rewrap(row, from, to))));
  return rows.length;
}

function rewrap(row: DataKeyRow, from: MasterKey, to: MasterKey): Sql {
  const { tenant_id: tenantId, version: keyVersion } = row;
  const wrapped = wrapDataKey(to.bytes, { tenantId, keyVersion, masterKeyId: to.id }, unwrap(row, from));
  return sql`
    UPDATE data_keys SET wrapped_key = ${wrapped}, master_key_id = ${to.id}
    WHERE tenant_id = ${tenantId}::uuid AND version = ${keyVersion}`;
}

/** Not to be mistaken for one secret that is unreadable: nothing of the tenant can be opened. */
function unwrap(
  { tenant_id: tenantId, version: keyVersion, wrapped_key }: DataKeyRow,
  { bytes, id }: MasterKey,
): Uint8Array {
  try {
    return unwrapDataKey(bytes, { tenantId, keyVersion, masterKeyId: id }, wrapped_key);
  } catch (cause) {
    const message = `the data key of the tenant ${tenantId} cannot be opened`;
    throw new AppError('INTERNAL', message, { reason: 'DATA_KEY_UNREADABLE', cause });
  }
}
