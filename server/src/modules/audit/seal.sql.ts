import { type SqlTransaction, sql } from '../../platform/db/index.ts';
import { CONTENT_COLUMNS, HEAD_COLUMNS, type HeadRow } from './rows.sql.ts';
import type { AuditRow } from './sealed-content.ts';

/** The first key of the advisory locks that sealers take, one a tenant. */
const SEALER_LOCK = 0x5ea1;

/** The tenants that have rows to seal, found by stepping from one to the next on the index of unsealed rows. */
export async function findUnsealedTenants(tx: SqlTransaction): Promise<string[]> {
  const rows = await tx.query<{ tenant_id: string }>(sql`
    WITH RECURSIVE waiting AS (
      (SELECT tenant_id FROM audit_records WHERE sequence IS NULL ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.tenant_id FROM audit_records r
              WHERE r.sequence IS NULL AND r.tenant_id > w.tenant_id ORDER BY r.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    )
    SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL`);
  return rows.map((row) => row.tenant_id);
}

export interface Unsealed {
  /** False: another sealer is at this tenant. */
  isLocked: boolean;
  head: HeadRow | null;
  newestSequence: number | null;
  rows: AuditRow[];
}

/**
 * Takes the tenant's lock for this transaction and reads what there is to do. The statements travel together; each
 * sees what was committed when it began, so the later ones see all that the lock's last holder wrote.
 */
export async function lockUnsealed(tx: SqlTransaction, tenantId: string, limit: number): Promise<Unsealed> {
  const [locks, heads, newest, rows] = await Promise.all([
    tx.query<{ locked: boolean }>(sql`
      SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}::int, hashtext(${tenantId})) AS locked`),
    tx.query<HeadRow>(sql`
      SELECT ${HEAD_COLUMNS} FROM audit_heads
      WHERE tenant_id = ${tenantId}::uuid ORDER BY size DESC LIMIT 1`),
    tx.query<{ sequence: string | null }>(sql`
      SELECT max(sequence) AS sequence FROM audit_records WHERE tenant_id = ${tenantId}::uuid`),
    tx.query<AuditRow>(sql`
      SELECT ${CONTENT_COLUMNS}
      FROM audit_records WHERE tenant_id = ${tenantId}::uuid AND sequence IS NULL
      ORDER BY id LIMIT ${limit}`),
  ]);
  const sequence = newest[0]?.sequence;
  return {
    isLocked: locks[0]?.locked === true,
    head: heads[0] ?? null,
    newestSequence: sequence ? Number(sequence) : null,
    rows,
  };
}

/** Gives rows their sequences, counted from `firstSequence`, and leaf hashes; answers how many rows it found. */
export function writeLeaves(
  tx: SqlTransaction,
  tenantId: string,
  firstSequence: number,
  leaves: { id: string; hash: Buffer }[],
): Promise<number> {
  return tx.execute(sql`
    UPDATE audit_records r SET sequence = ${firstSequence}::bigint + l.place - 1, leaf_hash = l.hash
    FROM unnest(${leaves.map(({ id }) => id)}::uuid[], ${leaves.map(({ hash }) => hash)}::bytea[])
         WITH ORDINALITY AS l(id, hash, place)
    WHERE r.tenant_id = ${tenantId}::uuid AND r.id = l.id AND r.sequence IS NULL`);
}

/**
 * Keeps of each tenant's heads the newest and the last of each hour. A head covers all records before it, so nothing
 * is proven less; breaks are only pinned down less closely. Heads of the last hour stay. Answers how many it deleted.
 */
export function deleteSurplusHeads(tx: SqlTransaction, now: Date): Promise<number> {
  return tx.execute(sql`
    DELETE FROM audit_heads h USING (
      SELECT tenant_id, date_trunc('hour', signed_at, 'UTC') AS hour, max(size) AS last
      FROM audit_heads
      WHERE signed_at >= ${now}::timestamptz - interval '2 days' AND signed_at < ${now}::timestamptz - interval '1 hour'
      GROUP BY 1, 2 HAVING count(*) > 1
    ) kept
    WHERE h.tenant_id = kept.tenant_id AND h.size < kept.last
      AND date_trunc('hour', h.signed_at, 'UTC') = kept.hour
      AND h.signed_at >= ${now}::timestamptz - interval '2 days'`);
}
