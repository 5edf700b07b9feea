import type { Context } from '../../../context.ts';
import { sql } from '../../../platform/db/index.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { cancelWithChildren } from './cancel.ts';
import { type FlowRow, flowTarget, getFlow } from './internal.ts';

/**
 * Cancels a flow that would give what a newer one takes away, with the flows that are steps of it. Answers false while
 * something of it is under way: that has to land first, or it would land behind the removal.
 */
export function cancelSuperseded(ctx: Context, id: string, by: Pick<FlowRow, 'id' | 'chainName'>): Promise<boolean> {
  return transaction(ctx, async (ctx) => {
    if (!(await isAtRest(ctx, id))) return false;
    const flow = await getFlow(ctx, id);
    await cancelWithChildren(ctx, flow, `superseded by ${by.chainName}, ${by.id}, which takes away what it would give`);
    recordAudit(ctx, {
      action: 'action_flow.cancelled',
      target: flowTarget(flow),
      detail: { reason: 'superseded', by: by.id, by_chain: by.chainName },
    });
    return true;
  });
}

/** Whether no part of it is under way; nobody begins one until the transaction ends. What somebody else moves now is not at rest. */
async function isAtRest({ tx, tenantId }: TxContext, id: string): Promise<boolean> {
  const parts = await tx.query<{ id: string }>(sql`
    WITH RECURSIVE parts AS (
      SELECT id FROM action_flows WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid
      UNION ALL
      SELECT c.id FROM parts p
      JOIN action_flows c ON c.tenant_id = ${tenantId}::uuid AND c.parent_flow_id = p.id
        AND c.status IN ('PENDING', 'RUNNING', 'WAITING')
    )
    SELECT id FROM parts`);
  const held = await tx.query<{ id: string }>(sql`
    SELECT id FROM action_flows
    WHERE tenant_id = ${tenantId}::uuid AND id = ANY (${parts.map((part) => part.id)}::uuid[])
      AND status IN ('PENDING', 'WAITING')
    FOR NO KEY UPDATE SKIP LOCKED`);
  return held.length === parts.length;
}
