import type { Context } from '../../context.ts';
import type { SignedTreeHead } from '../../platform/crypto/index.ts';
import { sql } from '../../platform/db/index.ts';
import { CONTENT_COLUMNS, HEAD_COLUMNS, type HeadRow, toHead } from './rows.sql.ts';
import { type AuditRow, type SealedContent, sealedContent } from './sealed-content.ts';

const RECORDS_A_PAGE = 1_000;
const HEADS_A_PAGE = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

export interface StoredRecord {
  kind: 'record';
  id: string;
  content: SealedContent;
  storedHash: Buffer;
  isErased: boolean;
}

export interface StoredHead {
  kind: 'head';
  head: SignedTreeHead;
  frontier: Buffer;
}

/** How far a log reaches at one moment. What is sealed later has higher sequences and is not looked at. */
export interface TrailExtent {
  /** One more than the highest sequence, or the size of the newest head, whichever is larger. */
  end: number;
  newest: SignedTreeHead | null;
  unsealed: number;
}

/** Both bounds come of one statement, so that a sealer at work is never taken for a forger. */
export async function readExtent(ctx: Context): Promise<TrailExtent> {
  const [row] = await ctx.db.tenantSql(ctx.tenantId, (tx) =>
    tx.query<Partial<HeadRow> & { newest_sequence: string | null; unsealed: string }>(sql`
      SELECT (SELECT max(sequence) FROM audit_records WHERE tenant_id = current_tenant_id()) AS newest_sequence,
             (SELECT count(*) FROM audit_records WHERE tenant_id = current_tenant_id() AND sequence IS NULL) AS unsealed,
             h.*
      FROM (VALUES (1)) one LEFT JOIN LATERAL (
        SELECT ${HEAD_COLUMNS}
        FROM audit_heads WHERE tenant_id = current_tenant_id() ORDER BY size DESC LIMIT 1
      ) h ON true`),
  );
  const found = row?.newest_sequence ? Number(row.newest_sequence) + 1 : 0;
  const newest = row?.size ? toHead(ctx.tenantId, row as HeadRow) : null;
  return { end: Math.max(found, newest?.size ?? 0), newest, unsealed: Number(row?.unsealed ?? 0) };
}

/** The sealed records up to an extent in the order of their sequence, each head after the last record that it covers. */
export async function* readTrail(ctx: Context, { end }: TrailExtent): AsyncGenerator<StoredRecord | StoredHead> {
  const heads = readHeads(ctx, end);
  let next = await heads.next();
  for await (const record of readRecords(ctx, end)) {
    for (; !next.done && next.value.head.size <= record.content.sequence; next = await heads.next()) yield next.value;
    yield record;
  }
  for (; !next.done; next = await heads.next()) yield next.value;
}

/** Each page is a transaction of its own: nothing is held open while a client reads slowly. */
async function* readRecords(ctx: Context, end: number): AsyncGenerator<StoredRecord> {
  type Row = AuditRow & { sequence: string; leaf_hash: Buffer | null; is_erased: boolean };
  let [afterSequence, afterId] = [-1, NIL];
  while (true) {
    const rows = await ctx.db.tenantSql(ctx.tenantId, (tx) =>
      tx.query<Row>(sql`
        SELECT ${CONTENT_COLUMNS}, sequence, leaf_hash, erased_at IS NOT NULL AS is_erased
        FROM audit_records
        WHERE tenant_id = current_tenant_id()
          AND (sequence, id) > (${afterSequence}::bigint, ${afterId}::uuid) AND sequence < ${end}::bigint
        ORDER BY sequence, id LIMIT ${RECORDS_A_PAGE}`),
    );
    for (const row of rows) {
      const content = sealedContent(ctx.tenantId, Number(row.sequence), row);
      const storedHash = row.leaf_hash ?? Buffer.alloc(0);
      yield { kind: 'record', id: row.id, content, storedHash, isErased: row.is_erased };
      [afterSequence, afterId] = [content.sequence, row.id];
    }
    if (rows.length < RECORDS_A_PAGE) return;
  }
}

async function* readHeads(ctx: Context, end: number): AsyncGenerator<StoredHead> {
  let after = -1;
  while (true) {
    const rows = await ctx.db.tenantSql(ctx.tenantId, (tx) =>
      tx.query<HeadRow>(sql`
        SELECT ${HEAD_COLUMNS} FROM audit_heads
        WHERE tenant_id = current_tenant_id() AND size > ${after}::bigint AND size <= ${end}::bigint
        ORDER BY size LIMIT ${HEADS_A_PAGE}`),
    );
    for (const row of rows) {
      const head = toHead(ctx.tenantId, row);
      yield { kind: 'head', head, frontier: row.frontier };
      after = head.size;
    }
    if (rows.length < HEADS_A_PAGE) return;
  }
}
