import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';

export interface ConnectionUse {
  kind: 'action_chain' | 'action_flow';
  id: string;
  name: string;
  connectionId: string;
}

/**
 * What uses connections: chains whose current steps name them, in an input too, and flows that have not ended with steps
 * of theirs that have not.
 */
export async function usesOf(
  { tx, tenantId }: SqlTxContext,
  connectionIds: readonly string[],
): Promise<ConnectionUse[]> {
  if (connectionIds.length === 0) return [];
  return tx.query<ConnectionUse>(sql`
    SELECT DISTINCT 'action_chain' AS kind, c.id, c.name, named.id AS "connectionId"
    FROM action_chains c
    JOIN action_chain_versions v ON v.tenant_id = c.tenant_id AND v.chain_id = c.id AND v.version = c.version
    CROSS JOIN LATERAL jsonb_array_elements(v.steps) AS step
    JOIN unnest(${connectionIds}::uuid[]) AS named(id)
      ON named.id::text IN (step->>'connectionId', step->'input'->>'connectionId')
    WHERE c.tenant_id = ${tenantId}::uuid AND c.deleted_at IS NULL
    UNION ALL
    SELECT DISTINCT 'action_flow', f.id, f.chain_name, named.id
    FROM action_flows f
    JOIN action_flow_steps s ON s.tenant_id = f.tenant_id AND s.flow_id = f.id
    JOIN unnest(${connectionIds}::uuid[]) AS named(id)
      ON s.connection_id = named.id OR s.spec->'input'->>'connectionId' = named.id::text
    WHERE f.tenant_id = ${tenantId}::uuid AND f.status IN ('PENDING', 'RUNNING', 'WAITING')
      AND s.status IN ('PENDING', 'RUNNING', 'WAITING')
    ORDER BY kind, name, id`);
}
