import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { canonicalJson, jwks } from '../../platform/crypto/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { EXPORT_FORMAT, type ExportHeader } from './export-format.ts';
import { toHeadJson } from './head-json.ts';
import { recordAudit } from './record.ts';
import { readExtent, readTrail, type StoredHead, type StoredRecord, type TrailExtent } from './stored-trail.ts';

/**
 * The tenant's sealed log as lines of JSON: a header, then every record with its leaf hash and every signed head at
 * its place. `verify-audit` checks it without a database. Recorded in the log itself.
 */
export async function exportAudit(ctx: Context): Promise<AsyncIterable<string>> {
  requireScope(ctx, 'audit:read');
  const extent = await readExtent(ctx);
  await sqlTransaction(ctx, async (ctx) => {
    recordAudit(ctx, {
      action: 'audit.exported',
      target: { type: 'audit_log' },
      outcome: 'noop',
      detail: { size: extent.end },
    });
  });
  return writeLines(ctx, extent);
}

async function* writeLines(ctx: Context, extent: TrailExtent): AsyncGenerator<string> {
  const header: ExportHeader = {
    format: EXPORT_FORMAT,
    tenantId: ctx.tenantId,
    exportedAt: ctx.clock.now().toISOString(),
    unsealed: extent.unsealed,
    head: extent.newest && toHeadJson(extent.newest),
    jwks: jwks(ctx.keys.tokens.publicKeys()),
  };
  yield `${JSON.stringify(header)}\n`;
  for await (const entry of readTrail(ctx, extent)) yield toLine(entry);
}

function toLine(entry: StoredRecord | StoredHead): string {
  if (entry.kind === 'head') return `${JSON.stringify({ head: toHeadJson(entry.head) })}\n`;
  if (entry.isErased) {
    const { tenantId, sequence, id, at } = entry.content;
    const erased = { tenantId, sequence, id, at };
    return `${JSON.stringify({ leafHash: entry.storedHash.toString('hex'), erased })}\n`;
  }
  return `{"leafHash":"${entry.storedHash.toString('hex')}","record":${canonicalJson(entry.content)}}\n`;
}
