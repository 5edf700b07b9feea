import { hasScope, type Scope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';

export type AttentionKind =
  | 'FAILED_DELIVERIES'
  | 'DISABLED_INTEGRATION'
  | 'FAILED_RUNS'
  | 'RUN_TO_CONFIRM'
  | 'FAILED_FLOW'
  | 'FLOW_TO_CONFIRM'
  | 'FLOW_APPROVAL'
  | 'FAILING_CONNECTION';

/** What wants a person, with the id of what to open. */
export interface Attention {
  kind: AttentionKind;
  id: string;
  title: string;
  reason: string | null;
  count: number;
  since: Date;
}

const WINDOW_MS = 7 * 24 * 3_600_000;
/** Of each kind. */
const MOST = 20;

interface Source {
  scope: Scope;
  kind: AttentionKind;
  /** Rows of id, title, reason, count, since. */
  rows(tenantId: string, since: string): Sql;
}

const SOURCES: Source[] = [
  {
    scope: 'delivery:read',
    kind: 'FAILED_DELIVERIES',
    rows: (tenantId, since) => sql`
      SELECT i.id, i.name AS title, NULL AS reason, d.count, d.since
      FROM (SELECT integration_id, count(*)::int AS count, min(created_at) AS since FROM deliveries
            WHERE tenant_id = ${tenantId}::uuid AND status = 'FAILED' AND NOT is_test
              AND created_at >= ${since}::timestamptz
            GROUP BY integration_id) AS d
      JOIN integrations i ON i.tenant_id = ${tenantId}::uuid AND i.id = d.integration_id AND i.deleted_at IS NULL`,
  },
  {
    scope: 'integration:read',
    kind: 'DISABLED_INTEGRATION',
    rows: (tenantId) => sql`
      SELECT id, name AS title, disabled_reason AS reason, 1 AS count, disabled_at AS since FROM integrations
      WHERE tenant_id = ${tenantId}::uuid AND NOT enabled AND disabled_at IS NOT NULL AND deleted_at IS NULL`,
  },
  {
    scope: 'task:read',
    kind: 'FAILED_RUNS',
    rows: (tenantId, since) => sql`
      SELECT t.id, t.name AS title, r.reason, r.count, r.since
      FROM (SELECT task_id, count(*)::int AS count, min(created_at) AS since,
                   (array_agg(error ORDER BY created_at DESC))[1] AS reason
            FROM task_runs
            WHERE tenant_id = ${tenantId}::uuid AND status = 'ERROR' AND created_at >= ${since}::timestamptz
            GROUP BY task_id) AS r
      JOIN tasks t ON t.tenant_id = ${tenantId}::uuid AND t.id = r.task_id`,
  },
  {
    scope: 'task:read',
    kind: 'RUN_TO_CONFIRM',
    rows: (tenantId) => sql`
      SELECT r.id, t.name AS title, r.waiting_reason AS reason, r.removals AS count, r.created_at AS since
      FROM task_runs r JOIN tasks t ON t.tenant_id = r.tenant_id AND t.id = r.task_id
      WHERE r.tenant_id = ${tenantId}::uuid AND r.status = 'WAITING_CONFIRMATION'`,
  },
  {
    scope: 'flow:read',
    kind: 'FAILED_FLOW',
    rows: (tenantId, since) => sql`
      SELECT id, chain_name AS title, error AS reason, 1 AS count, coalesce(finished_at, created_at) AS since
      FROM action_flows
      WHERE tenant_id = ${tenantId}::uuid AND status = 'FAILED' AND parent_flow_id IS NULL
        AND created_at >= ${since}::timestamptz`,
  },
  {
    scope: 'flow:read',
    kind: 'FLOW_TO_CONFIRM',
    rows: (tenantId) => waitingSteps(tenantId, sql`s.wait->>'kind' IN ('budget', 'uncertain')`),
  },
  {
    scope: 'flow:read',
    kind: 'FLOW_APPROVAL',
    rows: (tenantId) => waitingSteps(tenantId, sql`s.action_type = 'approval'`),
  },
  {
    scope: 'connection:read',
    kind: 'FAILING_CONNECTION',
    rows: (tenantId) => sql`
      SELECT id, name AS title, last_error AS reason, 1 AS count, coalesce(failing_since, updated_at) AS since
      FROM connections WHERE tenant_id = ${tenantId}::uuid AND health = 'FAILING'`,
  },
];

function waitingSteps(tenantId: string, which: Sql): Sql {
  return sql`
    SELECT f.id, f.chain_name || ': ' || s.name AS title, s.waiting_for AS reason, 1 AS count,
           coalesce(s.started_at, f.created_at) AS since
    FROM action_flows f JOIN action_flow_steps s ON s.tenant_id = f.tenant_id AND s.flow_id = f.id
    WHERE f.tenant_id = ${tenantId}::uuid AND f.status = 'WAITING' AND s.status = 'WAITING' AND ${which}`;
}

/** What of the last seven days, or still waiting, wants a person; the newest first. Of what the actor may see. */
export function listAttention(ctx: Context): Promise<Attention[]> {
  const since = new Date(ctx.clock.now().getTime() - WINDOW_MS).toISOString();
  return sqlTransaction(ctx, async (ctx) => {
    const seen = SOURCES.filter(({ scope }) => hasScope(ctx, scope));
    const found = await Promise.all(
      seen.map(async ({ kind, rows }) => {
        const newest = sql`SELECT * FROM (${rows(ctx.tenantId, since)}) AS found ORDER BY since DESC, id LIMIT ${MOST}`;
        return (await ctx.tx.query<Omit<Attention, 'kind'>>(newest)).map((row) => ({ kind, ...row }));
      }),
    );
    return found.flat().sort((one, other) => other.since.getTime() - one.since.getTime());
  });
}
