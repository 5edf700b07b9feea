import { type Sql, sql } from '../../../platform/db/index.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { FlowStatus } from './progress.sql.ts';

/** A flow of a chain or its counterpart for the same person, asked for before and not ended yet. */
export interface OlderFlow {
  id: string;
  chainName: string;
  status: FlowStatus;
  /** Whether the flow that asks takes away what this one gives. */
  isGrant: boolean;
  /** Whether the flow that asks takes away, and this one does too. */
  isRemoval: boolean;
}

const MOST = 50;

/**
 * The oldest first. Plans change nothing, and have nobody before them; what a flow is a step of is not before it. Of two
 * chains without a purpose nobody knows which one gives.
 */
export function olderFlows({ tenantId, id }: ClaimedFlow): Sql {
  return sql`
    WITH RECURSIVE me AS (
      SELECT f.tenant_id, f.id, f.subject_id, f.created_at, f.parent_flow_id, c.id AS chain_id, c.counterpart_id,
             c.purpose = 'DEPROVISION' OR o.purpose = 'PROVISION' AS takes_away
      FROM action_flows f
      JOIN action_chains c ON c.tenant_id = f.tenant_id AND c.id = f.chain_id
      JOIN action_chains o ON o.tenant_id = c.tenant_id AND o.id = c.counterpart_id
      WHERE f.tenant_id = ${tenantId}::uuid AND f.id = ${id}::uuid AND f.mode = 'APPLY'
    ),
    above AS (
      SELECT parent_flow_id AS id FROM me WHERE parent_flow_id IS NOT NULL
      UNION ALL
      SELECT p.parent_flow_id FROM above a JOIN action_flows p ON p.tenant_id = ${tenantId}::uuid AND p.id = a.id
      WHERE p.parent_flow_id IS NOT NULL
    )
    SELECT f.id, f.chain_name AS "chainName", f.status::text AS status,
           me.takes_away AND f.chain_id = me.counterpart_id AS "isGrant",
           me.takes_away AND f.chain_id = me.chain_id AS "isRemoval"
    FROM me
    JOIN action_flows f ON f.tenant_id = me.tenant_id AND f.chain_id IN (me.chain_id, me.counterpart_id)
      AND f.subject_id = me.subject_id AND f.mode = 'APPLY' AND f.finished_at IS NULL
      AND f.status IN ('PENDING', 'RUNNING', 'WAITING') AND (f.created_at, f.id) < (me.created_at, me.id)
    WHERE (me.parent_flow_id IS NULL OR me.takes_away) AND f.id NOT IN (SELECT a.id FROM above a)
    ORDER BY f.created_at, f.id LIMIT ${MOST}`;
}
