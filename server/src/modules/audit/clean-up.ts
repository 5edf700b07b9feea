import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { recordAudit } from './record.ts';
import { ERASURE } from './sealed-content.ts';

const DAY_MS = 24 * 3600 * 1000;
const BATCH = 5000;

export interface CleanedUp {
  /** Records that say nothing any more. */
  erased: number;
  /** What is older was erased. */
  before: Date;
}

/**
 * Erases what the tenant's records older than the retention say. Their places and leaf hashes stay, so that the log
 * still verifies; and a record that is never erased tells of the erasure first, so that nobody else can erase unseen.
 */
export async function cleanUpAuditLog(ctx: Context): Promise<CleanedUp> {
  const before = new Date(ctx.clock.now().getTime() - ctx.config.auditRetentionDays * DAY_MS);
  const upToSequence = await findLast(ctx, before);
  if (upToSequence === null) return { erased: 0, before };
  await sqlTransaction(ctx, async (ctx) => {
    const detail = { upToSequence, before: before.toISOString(), retentionDays: ctx.config.auditRetentionDays };
    recordAudit(ctx, { action: ERASURE, target: { type: 'audit_log' }, detail });
  });
  let erased = 0;
  for (;;) {
    const count = await eraseSome(ctx, upToSequence, before);
    erased += count;
    if (count < BATCH) return { erased, before };
  }
}

async function findLast({ db, tenantId }: Context, before: Date): Promise<number | null> {
  const [row] = await db.tenantSql(tenantId, (tx) =>
    tx.query<{ sequence: string | null }>(sql`
      SELECT max(sequence) AS sequence FROM audit_records
      WHERE tenant_id = current_tenant_id() AND at < ${before}::timestamptz AND sequence IS NOT NULL
        AND erased_at IS NULL AND action <> ${ERASURE}`),
  );
  return row?.sequence ? Number(row.sequence) : null;
}

function eraseSome({ db, tenantId, clock }: Context, upToSequence: number, before: Date): Promise<number> {
  return db.system((tx) =>
    tx.execute(sql`
      UPDATE audit_records r
      SET action = 'erased', actor_id = NULL, actor_email = NULL, actor_kind = '', target_type = '', target_id = NULL,
          target_name = NULL, outcome = 'changed', detail = '{}', event_id = NULL, request_id = NULL, ip_address = NULL,
          erased_at = ${clock.now()}::timestamptz
      FROM (SELECT id FROM audit_records
            WHERE tenant_id = ${tenantId}::uuid AND sequence <= ${upToSequence}::bigint AND at < ${before}::timestamptz
              AND erased_at IS NULL AND action <> ${ERASURE}
            ORDER BY sequence LIMIT ${BATCH}) old
      WHERE r.tenant_id = ${tenantId}::uuid AND r.id = old.id`),
  );
}
