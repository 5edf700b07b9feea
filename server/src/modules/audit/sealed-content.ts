import { canonicalJson, leafHash } from '../../platform/crypto/index.ts';

/** A row of the audit log as the database holds it. */
export interface AuditRow {
  id: string;
  action: string;
  actor_id: string | null;
  actor_email: string | null;
  actor_kind: string;
  target_type: string;
  target_id: string | null;
  target_name: string | null;
  outcome: string;
  detail: unknown;
  event_id: string | null;
  request_id: string | null;
  ip_address: string | null;
  at: Date;
}

/** Everything that a record says, and its place: what its leaf in the tree is made of. */
export interface SealedContent {
  tenantId: string;
  sequence: number;
  id: string;
  action: string;
  actorId: string | null;
  actorEmail: string | null;
  actorKind: string;
  targetType: string;
  targetId: string | null;
  targetName: string | null;
  outcome: string;
  detail: unknown;
  eventId: string | null;
  requestId: string | null;
  ipAddress: string | null;
  /** RFC 3339 in UTC, to the millisecond. */
  at: string;
}

/** The action of the record that tells of an erasure; such records are never erased themselves. */
export const ERASURE = 'audit_log.erased';

/** Nested deeper than this, a detail is sealed as its JSON text: canonical JSON is written by recursion. */
const DEEPEST_DETAIL = 100;

export function sealedContent(tenantId: string, sequence: number, row: AuditRow): SealedContent {
  return {
    tenantId,
    sequence,
    id: row.id,
    action: row.action,
    actorId: row.actor_id,
    actorEmail: row.actor_email,
    actorKind: row.actor_kind,
    targetType: row.target_type,
    targetId: row.target_id,
    targetName: row.target_name,
    outcome: row.outcome,
    detail: isDeeperThan(DEEPEST_DETAIL, row.detail) ? JSON.stringify(row.detail) : row.detail,
    eventId: row.event_id,
    requestId: row.request_id,
    ipAddress: row.ip_address,
    at: row.at.toISOString(),
  };
}

/** The leaf hash (RFC 9162 §2.1.1) of the canonical JSON (RFC 8785) of a record. */
export function leafOf(content: object): Buffer {
  return leafHash(canonicalJson(content));
}

function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
