import type { Context } from '../../context.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
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

interface AuditFrom {
  action: string;
  target: { type: string; id: Sql; name: Sql };
  detail: Sql;
  eventId: string;
  from: Sql;
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

/**
 * The same as a part of the one statement that also makes the change: id and name of the target, and the detail, are
 * expressions over the rows of `from`.
 */
export function insertRecordFrom(ctx: Context, { action, target, detail, eventId, from }: AuditFrom): Sql {
  const row = toRow(ctx, { action, target: { type: target.type }, eventId });
  const whole = ctx.actor.kind === 'task' ? sql`${detail} || ${JSON.stringify(row.detail)}::jsonb` : detail;
  return sql`
    INSERT INTO audit_records (tenant_id, id, action, actor_id, actor_email, actor_kind, target_type, target_id,
                               target_name, outcome, detail, event_id, request_id, ip_address, at)
    SELECT ${ctx.tenantId}::uuid, ${row.id}::uuid, ${action}, ${row.actor_id}::uuid, ${row.actor_email},
           ${row.actor_kind}, ${target.type}, ${target.id}, ${target.name}, ${row.outcome}, ${whole},
           ${row.event_id}::uuid, ${row.request_id}, ${row.ip_address}, ${row.at}::timestamptz
    FROM ${from}`;
}

function toRow({ actor, request, clock }: Context, { action, target, outcome, detail, eventId }: AuditEntry): AuditRow {
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
  const [first] = rows;
  const values = first && rows.length === 1 ? valuesOf(tenantId, first) : valuesOfMany(tenantId, rows);
  return tx.execute(sql`
    INSERT INTO audit_records (tenant_id, id, action, actor_id, actor_email, actor_kind, target_type, target_id,
                               target_name, outcome, detail, event_id, request_id, ip_address, at)
    ${values}`);
}

/** Most transactions record one: to take it apart from JSON would cost the database as much as writing it. */
function valuesOf(tenantId: string, row: AuditRow): Sql {
  return sql`VALUES (
    ${tenantId}::uuid, ${row.id}::uuid, ${row.action}, ${row.actor_id}::uuid, ${row.actor_email}, ${row.actor_kind},
    ${row.target_type}, ${row.target_id}, ${row.target_name}, ${row.outcome}, ${JSON.stringify(row.detail)}::jsonb,
    ${row.event_id}::uuid, ${row.request_id}, ${row.ip_address}, ${row.at}::timestamptz)`;
}

function valuesOfMany(tenantId: string, rows: AuditRow[]): Sql {
  return sql`
    SELECT ${tenantId}::uuid, r.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id uuid, action text, actor_id uuid, actor_email text, actor_kind text, target_type text, target_id text,
      target_name text, outcome text, detail jsonb, event_id uuid, request_id text, ip_address text, at timestamptz)`;
}
