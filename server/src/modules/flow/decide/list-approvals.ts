import { requirePerson } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { sql } from '../../../platform/db/index.ts';
import { sqlTransaction } from '../../../transaction.ts';

export interface PendingApproval {
  stepId: string;
  flowId: string;
  chainName: string;
  message: string;
  subjectEmail: string | null;
  startedBy: string | null;
  until: Date;
}

const MOST = 200;

/** The approvals that the signed-in person may give now, the most urgent first. */
export function listFlowApprovals(ctx: Context): Promise<PendingApproval[]> {
  const { userId } = requirePerson(ctx);
  const { role } = ctx.actor;
  return sqlTransaction(ctx, ({ tx, tenantId, clock }) =>
    tx.query<PendingApproval>(sql`
      SELECT s.id AS "stepId", f.id AS "flowId", f.chain_name AS "chainName", s.input->>'message' AS message,
             f.subject->>'email' AS "subjectEmail", f.actor_email AS "startedBy", s.waiting_until AS until
      FROM action_flow_steps s
      JOIN action_flows f ON f.tenant_id = s.tenant_id AND f.id = s.flow_id
      WHERE s.tenant_id = ${tenantId}::uuid AND s.status = 'WAITING' AND s.wait->>'kind' = 'approval'
        AND f.status = 'WAITING' AND s.waiting_until > ${clock.now()}::timestamptz AND (
          s.input->'userIds' ? ${userId} OR s.input->>'role' = ${role}
          OR (${role} = 'OWNER' AND s.input ? 'role'))
      ORDER BY s.waiting_until, s.id LIMIT ${MOST}`),
  );
}
