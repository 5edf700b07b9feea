import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import type { SqlTxContext } from '../../transaction.ts';

/** What became of one thing that was asked for. */
export type Outcome = 'changed' | 'noop' | 'skipped' | 'failed';

export interface AuditEntry {
  /** `group.member_added`: the event's name where there is one, else `noun.verb_past`. */
  action: string;
  target: { type: string; id?: string; name?: string };
  outcome?: Outcome;
  /** Old and new values, reasons. Never a secret. */
  detail?: object;
  eventId?: string;
}

interface AuditRow {
  id: string;
  action: string;
  actor_id: string | null;
  actor_email: string | null;
  actor_kind: string;
  target_type: string;
  target_id: string | null;
  target_name: string | null;
  outcome: Outcome;
  detail: object;
  event_id: string | null;
  request_id: string;
  ip_address: string | null;
  at: Date;
}

const FLUSH_AUDIT = Symbol('audit');
const rowsOf = new WeakMap<object, AuditRow[]>();

/** Writes one line of the audit log with the caller's transaction. The sealer gives it its place in the tree later. */
export function recordAudit(ctx: SqlTxContext, entry: AuditEntry): void {
  const rows = rowsOf.get(ctx.tx) ?? [];
  rowsOf.set(ctx.tx, rows);
  rows.push(toRow(ctx, entry));
  ctx.tx.beforeCommit(FLUSH_AUDIT, () => insertRecords(ctx, rows));
}

function toRow(
  { actor, request, clock }: SqlTxContext,
  { action, target, outcome, detail, eventId }: AuditEntry,
): AuditRow {
  return {
    id: newId(),
    action,
    actor_id: actor.id,
    actor_email: actor.email,
    actor_kind: actor.kind,
    target_type: target.type,
    target_id: target.id ?? null,
    target_name: target.name ?? null,
    outcome: outcome ?? 'changed',
    detail: actor.kind === 'task' ? { ...detail, task: actor.name } : (detail ?? {}),
    event_id: eventId ?? null,
    request_id: request.id,
    ip_address: request.ipAddress,
    at: clock.now(),
  };
}

function insertRecords({ tx, tenantId }: SqlTxContext, rows: AuditRow[]): Promise<number> {
  return tx.execute(sql`
    INSERT INTO audit_records (tenant_id, id, action, actor_id, actor_email, actor_kind, target_type, target_id,
                               target_name, outcome, detail, event_id, request_id, ip_address, at)
    SELECT ${tenantId}::uuid, r.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id uuid, action text, actor_id uuid, actor_email text, actor_kind text, target_type text, target_id text,
      target_name text, outcome text, detail jsonb, event_id uuid, request_id text, ip_address text, at timestamptz)`);
}
