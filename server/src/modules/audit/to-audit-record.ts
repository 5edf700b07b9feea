import type { AuditOutcome, AuditRecord } from './audit.type.ts';
import type { AuditRecordRow } from './list.ts';

/** A record as the API shows it. */
export function toAuditRecord({ sequence, leafHash, outcome, ...row }: AuditRecordRow): AuditRecord {
  return {
    ...row,
    sequence: sequence === null ? null : Number(sequence),
    outcome: outcome as AuditOutcome,
    hash: leafHash === null ? null : Buffer.from(leafHash).toString('hex'),
  };
}
