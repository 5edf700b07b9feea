import pg from 'pg';
import type { Context } from '../../../server/src/context.ts';
import { type AuditEntry, recordAudit } from '../../../server/src/modules/audit/index.ts';
import { sealBatch } from '../../../server/src/modules/audit/seal.ts';
import { sqlTransaction } from '../../../server/src/transaction.ts';

/** Writes audit records, each in a transaction of its own. */
export async function record(ctx: Context, count: number, entry: Partial<AuditEntry> = {}): Promise<void> {
  for (let i = 0; i < count; i++) {
    await sqlTransaction(ctx, async (ctx) => {
      const target = { type: 'group', id: `group-${i}`, name: `Group ${i}` };
      recordAudit(ctx, { action: 'group.created', target, detail: { new: { name: `Group ${i}` } }, ...entry });
    });
  }
}

/** Records and seals batches of the given sizes: one signed head after each. */
export async function sealInBatches(ctx: Context, ...sizes: number[]): Promise<void> {
  await sealAll(ctx);
  for (const size of sizes) {
    await record(ctx, size);
    await sealAll(ctx);
  }
}

/** Seals what is there; what signing up has recorded is there, too. */
export async function sealAll(ctx: Context): Promise<void> {
  while ((await sealBatch(ctx, ctx.tenantId)) > 0);
}

export interface Owner {
  query<Row = unknown>(text: string, values?: unknown[]): Promise<Row[]>;
  end(): Promise<void>;
}

/** The owner of the database, whom neither row-level security nor any grant holds back. */
export async function connectAsOwner(url: string): Promise<Owner> {
  const client = new pg.Client(url);
  await client.connect();
  return {
    query: async <Row>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as Row[],
    end: () => client.end(),
  };
}
