import type { Context } from '../../context.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import type { TraceHeaders } from '../../platform/telemetry/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { EventData, EventType } from './catalogue/index.ts';

interface EventRow extends TraceHeaders {
  id: string;
  type: EventType;
  actor_id: string | null;
  actor_email: string | null;
  ip_address: string | null;
  data: object;
  previous: object | null;
  causation_id: string | null;
  depth: number;
  request_id: string;
  fired_at: Date;
}

interface EventFrom {
  id: string;
  data: Sql;
  from: Sql;
}

const FLUSH_EVENTS = Symbol('events');
const rowsOf = new WeakMap<object, EventRow[]>();

/**
 * Records that something happened, in the caller's transaction. The row is the outbox: once committed, it is
 * delivered to every matching integration at least once. `previous` holds the old values of what changed, by the
 * names they have in `data`. Answers the event's id.
 */
export function recordEvent<T extends EventType>(
  ctx: SqlTxContext,
  type: T,
  data: EventData<T>,
  previous: Partial<EventData<T>> | null = null,
): string {
  const row = toRow(ctx, type, data, previous);
  const rows = rowsOf.get(ctx.tx) ?? [];
  rowsOf.set(ctx.tx, rows);
  rows.push(row);
  if (rows.length === 1) flushWithCommit(ctx, rows);
  return row.id;
}

function flushWithCommit(ctx: SqlTxContext, rows: EventRow[]): void {
  ctx.tx.beforeCommit(FLUSH_EVENTS, () => insertEvents(ctx, rows));
  ctx.tx.afterCommit(() => tellRecorded(ctx, rows.length));
}

/** To be called after the commit of events. */
export function tellRecorded({ metrics, signals, tenantId }: Context, count: number): void {
  metrics.eventsRecorded.inc(count);
  signals.raise('events', [tenantId]);
}

/**
 * The insertion of an event as a part of the one statement that also makes the change, for a verb that cannot wait for
 * what it reads: `data` is an expression over the rows of `from`. Whoever runs it calls `tellRecorded`.
 */
export function insertEventFrom(ctx: Context, type: EventType, { id, data, from }: EventFrom): Sql {
  const row = toRow(ctx, type, {}, null);
  return sql`
    INSERT INTO events (tenant_id, id, type, actor_id, actor_email, ip_address, data, causation_id, depth, request_id,
                        traceparent, tracestate, fired_at)
    SELECT ${ctx.tenantId}::uuid, ${id}::uuid, ${type}, ${row.actor_id}::uuid, ${row.actor_email}, ${row.ip_address},
           ${data}, ${row.causation_id}::uuid, ${row.depth}::int, ${row.request_id}, ${row.traceparent},
           ${row.tracestate}, ${row.fired_at}::timestamptz
    FROM ${from}`;
}

function toRow(ctx: Context, type: EventType, data: object, previous: object | null): EventRow {
  return {
    id: newId(),
    type,
    actor_id: ctx.actor.id,
    actor_email: ctx.actor.email,
    ip_address: ctx.request.ipAddress,
    data,
    previous,
    causation_id: ctx.cause?.eventId ?? null,
    depth: ctx.cause ? ctx.cause.depth + 1 : 0,
    request_id: ctx.request.id,
    traceparent: ctx.request.traceparent,
    tracestate: ctx.request.tracestate,
    fired_at: ctx.clock.now(),
  };
}

function insertEvents({ tx, tenantId }: SqlTxContext, rows: EventRow[]): Promise<number> {
  const [first] = rows;
  const values = first && rows.length === 1 ? valuesOf(tenantId, first) : valuesOfMany(tenantId, rows);
  return tx.execute(sql`
    INSERT INTO events (tenant_id, id, type, actor_id, actor_email, ip_address, data, previous,
                        causation_id, depth, request_id, traceparent, tracestate, fired_at)
    ${values}`);
}

/** Most transactions record one: to take it apart from JSON would cost the database as much as writing it. */
function valuesOf(tenantId: string, row: EventRow): Sql {
  return sql`VALUES (
    ${tenantId}::uuid, ${row.id}::uuid, ${row.type}, ${row.actor_id}::uuid, ${row.actor_email}, ${row.ip_address},
    ${JSON.stringify(row.data)}::jsonb, ${row.previous && JSON.stringify(row.previous)}::jsonb,
    ${row.causation_id}::uuid, ${row.depth}::int, ${row.request_id}, ${row.traceparent}, ${row.tracestate},
    ${row.fired_at}::timestamptz)`;
}

function valuesOfMany(tenantId: string, rows: EventRow[]): Sql {
  return sql`
    SELECT ${tenantId}::uuid, e.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(
      id uuid, type text, actor_id uuid, actor_email text, ip_address text, data jsonb, previous jsonb,
      causation_id uuid, depth int, request_id text, traceparent text, tracestate text,
      fired_at timestamptz)`;
}
