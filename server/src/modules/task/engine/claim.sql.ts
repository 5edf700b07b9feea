import { type Sql, sql } from '../../../platform/db/index.ts';
import type { RunKey } from '../run/runs.sql.ts';
import { type ClaimRow, toClaimedRun } from './claim-row.ts';
import type { ClaimedRun } from './claimed-run.ts';

/** Asks in a transaction, or in one that the statement is all of. */
export type Ask = <Row>(statement: Sql) => Promise<Row[]>;

export interface ClaimBounds {
  workerId: string;
  labels: readonly string[];
  now: Date;
  /** Runs at most. */
  room: number;
  /** Runs of one tenant that may be under way in the whole deployment. */
  perTenant: number;
}

const COLUMNS = sql`
  c.tenant_id, c.id, c.claim, c.attempt, c.mode, c.trigger, c.integration_name, c.event_id, c.depth, c.traceparent,
           c.tracestate, c.scheduled_for, c.plan_run_id, c.confirmed_by_id IS NOT NULL AS is_confirmed,
           CASE WHEN c.attempt = 1 THEN 0
                ELSE COALESCE((SELECT max(e.number) FROM task_run_effects e
                               WHERE e.tenant_id = c.tenant_id AND e.run_id = c.id), 0) END AS last_effect,
           t.id AS task_id, t.name AS task_name, t.type AS task_type, t.overlap_policy, t.timeout_seconds, t.memory_mb,
           t.allowed_hosts, t.is_safe_to_retry, t.max_retries, t.removal_cap, s.code,
           (SELECT json_object_agg(key, value) FROM task_config f WHERE f.tenant_id = c.tenant_id AND f.task_id = c.task_id)
             AS config,
           EXISTS (SELECT 1 FROM secrets x WHERE x.tenant_id = c.tenant_id AND x.kind = 'task' AND x.owner_id = c.task_id)
             AS has_secrets,
           e.type AS event_type, e.actor_id AS event_actor_id, e.actor_email AS event_actor_email, e.ip_address, e.fired_at,
           e.data, e.previous`;

const RELATED = sql`
    JOIN tasks t ON t.tenant_id = c.tenant_id AND t.id = c.task_id
    LEFT JOIN task_scripts s ON s.tenant_id = c.tenant_id AND s.task_id = c.task_id AND s.version = c.script_version
    LEFT JOIN events e ON e.tenant_id = c.tenant_id AND e.id = c.event_id`;

export const TENANTS_A_CLAIM = 50;

/**
 * Claims runs whose time has come, a few of each tenant that has any, the oldest first. The recursive part steps from
 * tenant to tenant on the index of what is ready.
 */
export function claimReady(ask: Ask, bounds: ClaimBounds & { after: string }): Promise<ClaimedRun[]> {
  const isReady = readyBy(bounds);
  const turn = sql`
    RECURSIVE waiting AS (
      (SELECT tenant_id FROM task_runs WHERE ${isReady} AND tenant_id > ${bounds.after}::uuid ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.tenant_id FROM task_runs r WHERE ${isReady} AND r.tenant_id > w.tenant_id
              ORDER BY r.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    ),
    turn AS (SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL LIMIT ${TENANTS_A_CLAIM})`;
  return claim(ask, { turn, isReady }, bounds);
}

/** Claims those of the named runs that are ready and have room. */
export function claimNamed(ask: Ask, runs: readonly RunKey[], bounds: ClaimBounds): Promise<ClaimedRun[]> {
  const tenantIds = [...new Set(runs.map((run) => run.tenant_id))];
  const turn = sql`turn AS (SELECT unnest(${tenantIds}::uuid[]) AS tenant_id)`;
  const isReady = sql`${readyBy(bounds)} AND id = ANY(${runs.map((run) => run.id)}::uuid[])`;
  return claim(ask, { turn, isReady }, bounds);
}

/** Whether anything is ready that was not claimed: its tenant has no room, or this process has none. */
export async function isAnyReady(ask: Ask, bounds: ClaimBounds): Promise<boolean> {
  const [row] = await ask<{ found: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM task_runs WHERE ${readyBy(bounds)}) AS found`,
  );
  return row?.found ?? false;
}

function readyBy({ now, labels }: ClaimBounds): Sql {
  return sql`status = 'PENDING' AND NOT is_held AND next_eligible_at <= ${now}::timestamptz
             AND runner_labels <@ ${[...labels]}::text[]`;
}

/**
 * Claims what is ready of the tenants whose turn it is, up to what each may have under way. Two workers that claim for a
 * tenant in the same moment may pass its bound once.
 */
async function claim(
  ask: Ask,
  { turn, isReady }: { turn: Sql; isReady: Sql },
  { workerId, now, room, perTenant }: ClaimBounds,
): Promise<ClaimedRun[]> {
  const rows = await ask<ClaimRow>(sql`
    WITH ${turn},
    picked AS (
      SELECT r.tenant_id, r.id FROM turn t
      CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM task_runs
        WHERE tenant_id = t.tenant_id AND ${isReady}
        ORDER BY created_at, id
        LIMIT GREATEST(0, ${perTenant}::int - (SELECT count(*)::int FROM task_runs x
                                               WHERE x.tenant_id = t.tenant_id AND x.status = 'RUNNING'))
        FOR UPDATE SKIP LOCKED
      ) r
      LIMIT ${room}
    ),
    claimed AS (
      UPDATE task_runs r
      SET status = 'RUNNING', worker_id = ${workerId}::bigint, claim = r.claim + 1, attempt = r.attempt + 1,
          started_at = COALESCE(r.started_at, ${now}::timestamptz), waiting_reason = NULL, next_eligible_at = NULL,
          xid = pg_current_xact_id()
      FROM picked p WHERE r.tenant_id = p.tenant_id AND r.id = p.id
      RETURNING r.*
    )
    SELECT ${COLUMNS} FROM claimed c ${RELATED}`);
  return rows.map(toClaimedRun);
}

/** Runs that nobody holds any more although they are RUNNING: their workers are gone. */
export async function readLost(ask: Ask, limit: number): Promise<ClaimedRun[]> {
  const rows = await ask<ClaimRow>(sql`
    SELECT ${COLUMNS} FROM task_runs c ${RELATED} WHERE c.status = 'RUNNING' AND c.worker_id IS NULL LIMIT ${limit}`);
  return rows.map(toClaimedRun);
}
