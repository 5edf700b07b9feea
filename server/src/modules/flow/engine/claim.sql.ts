import { type Sql, type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { readSteps } from '../flow-steps.sql.ts';
import type { ClaimedFlow } from './claimed-flow.ts';

export interface ClaimBounds {
  workerId: string;
  now: Date;
  /** Flows at most. */
  room: number;
  /** Flows of one tenant that may be under way in the whole deployment. */
  perTenant: number;
  /** Where the last claim ended, so that every tenant has its turn. */
  after: string;
}

const TENANTS_A_CLAIM = 50;
const WOKEN_AT_ONCE = 1000;

/**
 * Claims flows that are ready, a few of each tenant that has any, the oldest first. The recursive part steps from tenant
 * to tenant on the index of what is ready. Two workers that claim for a tenant in the same moment may pass its bound once.
 */
export function claimReady(tx: SqlTransaction, bounds: ClaimBounds): Promise<ClaimedFlow[]> {
  const { room, perTenant, after } = bounds;
  return claim(
    tx,
    sql`
    RECURSIVE waiting AS (
      (SELECT tenant_id FROM action_flows WHERE status = 'PENDING' AND tenant_id > ${after}::uuid
       ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.tenant_id FROM action_flows r WHERE status = 'PENDING' AND r.tenant_id > w.tenant_id
              ORDER BY r.tenant_id LIMIT 1)
      FROM waiting w WHERE w.tenant_id IS NOT NULL
    ),
    turn AS (SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL LIMIT ${TENANTS_A_CLAIM}),
    picked AS (
      SELECT r.tenant_id, r.id FROM turn t
      CROSS JOIN LATERAL (
        SELECT tenant_id, id FROM action_flows
        WHERE tenant_id = t.tenant_id AND status = 'PENDING'
        ORDER BY created_at, id LIMIT ${roomOf(sql`t.tenant_id`, perTenant)} FOR UPDATE SKIP LOCKED
      ) r
      LIMIT ${room}
    )`,
    bounds,
  );
}

/** Claims those of the flows that are named, are ready, and have room. */
export function claimNamed(
  tx: SqlTransaction,
  named: readonly { tenantId: string; flowId: string }[],
  bounds: ClaimBounds,
): Promise<ClaimedFlow[]> {
  const { room, perTenant } = bounds;
  return claim(
    tx,
    sql`
    picked AS (
      SELECT f.tenant_id, f.id FROM action_flows f
      JOIN unnest(${named.map((one) => one.tenantId)}::uuid[], ${named.map((one) => one.flowId)}::uuid[]) AS k(tenant_id, id)
        ON f.tenant_id = k.tenant_id AND f.id = k.id
      WHERE f.status = 'PENDING' AND ${roomOf(sql`f.tenant_id`, perTenant)} > 0
      ORDER BY f.created_at, f.id LIMIT ${room} FOR UPDATE OF f SKIP LOCKED
    )`,
    bounds,
  );
}

/** Makes flows ready whose time has come. Answers the tenants, and when the next is due. */
export async function wakeDue(tx: SqlTransaction, now: Date): Promise<{ woken: string[]; nextAt: Date | null }> {
  const [rows, [next]] = await Promise.all([
    tx.query<{ tenant_id: string }>(sql`
      UPDATE action_flows f SET status = 'PENDING', wake_at = NULL, xid = pg_current_xact_id()
      FROM (SELECT tenant_id, id FROM action_flows
            WHERE status = 'WAITING' AND wake_at <= ${now}::timestamptz
            ORDER BY wake_at LIMIT ${WOKEN_AT_ONCE} FOR UPDATE SKIP LOCKED) d
      WHERE f.tenant_id = d.tenant_id AND f.id = d.id
      RETURNING f.tenant_id`),
    tx.query<{ at: Date | null }>(sql`
      SELECT min(wake_at) AS at FROM action_flows WHERE status = 'WAITING' AND wake_at IS NOT NULL`),
  ]);
  return { woken: rows.map((row) => row.tenant_id), nextAt: next?.at ?? null };
}

function roomOf(tenantId: Sql, perTenant: number): Sql {
  return sql`GREATEST(0, ${perTenant}::int - (
    SELECT count(*)::int FROM action_flows x WHERE x.tenant_id = ${tenantId} AND x.status = 'RUNNING'))`;
}

async function claim(tx: SqlTransaction, picked: Sql, { workerId, now }: ClaimBounds): Promise<ClaimedFlow[]> {
  const flows = await tx.query<Omit<ClaimedFlow, 'steps'>>(sql`
    WITH ${picked}
    UPDATE action_flows f
    SET status = 'RUNNING', worker_id = ${workerId}::bigint, claim = f.claim + 1, waiting_for = NULL, wake_at = NULL,
        started_at = COALESCE(f.started_at, ${now}::timestamptz), xid = pg_current_xact_id()
    FROM picked p WHERE f.tenant_id = p.tenant_id AND f.id = p.id
    RETURNING f.tenant_id AS "tenantId", f.id, f.claim, f.nudges, f.chain_id AS "chainId", f.chain_name AS "chainName",
              f.mode::text AS mode, f.trigger::text AS trigger, f.status::text AS status, f.input,
              f.subject_id AS "subjectId", f.subject, f.actor_email AS "actorEmail", f.event_id AS "eventId",
              (SELECT e.type FROM events e WHERE e.tenant_id = f.tenant_id AND e.id = f.event_id) AS "eventType", f.depth,
              f.parent_flow_id AS "parentFlowId", f.nesting, f.is_compensating AS "isCompensating", f.error,
              f.created_at AS "createdAt"`);
  const steps = Map.groupBy(await readSteps(tx, flows), ({ flowId }) => flowId);
  return flows.map((flow) => ({ ...flow, steps: steps.get(flow.id) ?? [] }));
}
