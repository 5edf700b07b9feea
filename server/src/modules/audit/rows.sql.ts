import type { SignedTreeHead } from '../../platform/crypto/index.ts';
import { sql } from '../../platform/db/index.ts';

/** The columns of a record that its seal covers; their rows are `AuditRow`. */
export const CONTENT_COLUMNS = sql`
  id, action, actor_id, actor_email, actor_kind, target_type, target_id, target_name, outcome, detail, event_id,
  request_id, ip_address, at`;

export const HEAD_COLUMNS = sql`size, root_hash, frontier, signed_at, key_id, signature`;

export interface HeadRow {
  size: string;
  root_hash: Buffer;
  frontier: Buffer;
  signed_at: Date;
  key_id: string;
  signature: Buffer;
}

export function toHead(tenantId: string, row: HeadRow): SignedTreeHead {
  return {
    tenantId,
    size: Number(row.size),
    rootHash: row.root_hash,
    timestamp: row.signed_at,
    keyId: row.key_id,
    signature: row.signature,
  };
}
