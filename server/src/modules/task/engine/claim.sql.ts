import { type Sql, type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { type ClaimRow, toClaimedRun } from './claim-row.ts';
import type { ClaimedRun } from './claimed-run.ts';

export interface ClaimBounds {
  workerId: string;
  labels: readonly string[];
  now: Date;
  /** Runs at most. */
  room: number;
  /** Runs of one tenant that may be under way in the whole deployment. */
  perTenant: number;
  /** Where the last claim ended, so that every tenant has its turn. */
  after: string;
}

const COLUMNS = sql`
  c.tenant_id, c.id, c.claim, c.attempt, c.mode, c.trigger, c.integration_name, c.event_id, c.depth, c.traceparent,
           c.scheduled_for, c.plan_run_id, c.confirmed_by_id IS NOT NULL AS is_confirmed,
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

const TENANTS_A_CLAIM = 50;

/**
 * Claims runs whose time has come, a few of each tenant that has any, the oldest first. The recursive part steps from
 * tenant to tenant on the index of what is ready. Two workers that claim for a tenant in the same moment may pass its
 * bound once.
 */
export function claimReady(tx: SqlTransaction, bounds: ClaimBounds): Promise<ClaimedRun[]> {
  const { now, room, perTenant, after, labels } = bounds;
  const isReady = sql`status = 'PENDING' AND NOT is_held AND next_eligible_at <= ${now}::timestamptz
                      AND runner_labels <@ ${[...labels]}::text[]`;
  return claim(
    tx,
    sql`
    RECURSIVE waiting AS (
      (SELECT tenant_id FROM task_runs WHERE ${isReady} AND tenant_id > ${after}::uuid ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.tenant_id FROM task_runs r WHERE ${isReady} AND r.tenant_id > w.tenant_id
              ORDER BY r.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    ),
    turn AS (SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL LIMIT ${TENANTS_A_CLAIM}),
    picked AS (
      SELECT r.tenant_id, r.id FROM turn t
      CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM task_runs
        WHERE tenant_id = t.tenant_id AND ${isReady}
        ORDER BY created_at, id LIMIT ${roomOf(sql`t.tenant_id`, perTenant)} FOR UPDATE SKIP LOCKED
      ) r
      LIMIT ${room}
    )`,
    bounds,
  );
}

/** Claims those of one tenant's runs that are named, are ready, and have room. */
export function claimNamed(
  tx: SqlTransaction,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
  bounds: ClaimBounds,
): Promise<ClaimedRun[]> {
  const { now, room, perTenant, labels } = bounds;
  return claim(
    tx,
    sql`
    picked AS (
      SELECT tenant_id, id FROM task_runs
      WHERE tenant_id = ${tenantId}::uuid AND id = ANY(${[...ids]}::uuid[])
        AND status = 'PENDING' AND NOT is_held AND next_eligible_at <= ${now}::timestamptz
        AND runner_labels <@ ${[...labels]}::text[]
      ORDER BY created_at, id LIMIT LEAST(${room}::int, ${roomOf(sql`${tenantId}::uuid`, perTenant)})
      FOR UPDATE SKIP LOCKED
    )`,
    bounds,
  );
}

function roomOf(tenantId: Sql, perTenant: number): Sql {
  return sql`GREATEST(0, ${perTenant}::int - (
    SELECT count(*)::int FROM task_runs x WHERE x.tenant_id = ${tenantId} AND x.status = 'RUNNING'))`;
}

async function claim(tx: SqlTransaction, picked: Sql, { workerId, now }: ClaimBounds): Promise<ClaimedRun[]> {
  const rows = await tx.query<ClaimRow>(sql`
    WITH ${picked},
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
export async function readLost(tx: SqlTransaction, limit: number): Promise<ClaimedRun[]> {
  const rows = await tx.query<ClaimRow>(sql`
    SELECT ${COLUMNS} FROM task_runs c ${RELATED} WHERE c.status = 'RUNNING' AND c.worker_id IS NULL LIMIT ${limit}`);
  return rows.map(toClaimedRun);
}
