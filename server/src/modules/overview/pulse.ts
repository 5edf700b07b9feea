import { hasScope, type Scope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';

const MINUTES = 60;
const MINUTE_MS = 60_000;
/** The newest rows that are counted of each kind: what a screen shows needs no more, and no burst makes it slow. */
const MOST_ROWS = 100_000;

/** What happened in one minute; null for what the actor may not see. */
export interface PulseMinute {
  minute: Date;
  events: number | null;
  deliveries: number | null;
  taskRuns: number | null;
  actionFlows: number | null;
}

/** Each table by an index whose first columns are the tenant and the time. A delivery's id begins with a time. */
const SOURCES: { name: keyof Omit<PulseMinute, 'minute'>; scope: Scope; rows(tenantId: string, since: Date): Sql }[] = [
  {
    name: 'events',
    scope: 'event:read',
    rows: (tenantId, since) => sql`
      SELECT fired_at AS at FROM events
      WHERE tenant_id = ${tenantId}::uuid AND fired_at >= ${since.toISOString()}::timestamptz`,
  },
  {
    name: 'deliveries',
    scope: 'delivery:read',
    rows: (tenantId, since) => sql`
      SELECT created_at AS at FROM deliveries
      WHERE tenant_id = ${tenantId}::uuid AND id >= ${firstIdOf(since)}::uuid
        AND created_at >= ${since.toISOString()}::timestamptz`,
  },
  {
    name: 'taskRuns',
    scope: 'task:read',
    rows: (tenantId, since) => sql`
      SELECT created_at AS at FROM task_runs
      WHERE tenant_id = ${tenantId}::uuid AND created_at >= ${since.toISOString()}::timestamptz`,
  },
  {
    name: 'actionFlows',
    scope: 'flow:read',
    rows: (tenantId, since) => sql`
      SELECT created_at AS at FROM action_flows
      WHERE tenant_id = ${tenantId}::uuid AND created_at >= ${since.toISOString()}::timestamptz`,
  },
];

/** How much happened in each of the last 60 minutes, the oldest first; the last one is under way. */
export function readPulse(ctx: Context): Promise<PulseMinute[]> {
  const thisMinute = Math.floor(ctx.clock.now().getTime() / MINUTE_MS) * MINUTE_MS;
  const since = new Date(thisMinute - (MINUTES - 1) * MINUTE_MS);
  return sqlTransaction(ctx, async (ctx) => {
    const seen = SOURCES.filter(({ scope }) => hasScope(ctx, scope));
    const counts = await Promise.all(
      seen.map(async ({ name, rows }) => [name, await perMinute(ctx.tx, rows(ctx.tenantId, since))] as const),
    );
    return Array.from({ length: MINUTES }, (_, index) => {
      const at = since.getTime() + index * MINUTE_MS;
      const nothing = { events: null, deliveries: null, taskRuns: null, actionFlows: null };
      const counted = Object.fromEntries(counts.map(([name, byMinute]) => [name, byMinute.get(at) ?? 0]));
      return { minute: new Date(at), ...nothing, ...counted };
    });
  });
}

async function perMinute(tx: { query<Row>(statement: Sql): Promise<Row[]> }, rows: Sql): Promise<Map<number, number>> {
  const counts = await tx.query<{ minute: Date; count: number }>(sql`
    SELECT date_trunc('minute', at) AS minute, count(*)::int AS count
    FROM (${rows} LIMIT ${MOST_ROWS}) AS counted GROUP BY 1`);
  return new Map(counts.map(({ minute, count }) => [minute.getTime(), count]));
}

/** The least UUIDv7 of a time (RFC 9562 §5.7). */
function firstIdOf(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
