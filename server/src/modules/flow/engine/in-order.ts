import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { FlowChange } from './progress.sql.ts';

const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 60_000;

/**
 * What one chain gives and its counterpart takes away is done to one person in the order in which it was asked for: an
 * older flow that still retries must not land after a newer one. Answers what a flow waits for that has not begun; null
 * when it may begin. Waiting is only ever for older ones, so that no two wait for each other; a flow that is a step of
 * another has its turn with that one.
 */
export async function waitForOlder(
  { db, clock }: Services,
  flow: ClaimedFlow,
): Promise<Pick<FlowChange, 'status' | 'waitingFor' | 'wakeAt'> | null> {
  const { tenantId, id, subjectId, mode, parentFlowId, steps, createdAt } = flow;
  const isNew = steps.every(({ status, attempts }) => status === 'PENDING' && attempts === 0);
  if (!isNew || subjectId === null || mode === 'PLAN' || parentFlowId !== null) return null;
  const [older] = await db.tenantOnce<{ id: string; chainName: string }>(
    tenantId,
    sql`
    SELECT f.id, f.chain_name AS "chainName"
    FROM action_flows me
    JOIN action_chains c ON c.tenant_id = me.tenant_id AND c.id = me.chain_id AND c.counterpart_id IS NOT NULL
    JOIN action_flows f ON f.tenant_id = me.tenant_id AND f.chain_id IN (c.id, c.counterpart_id)
      AND f.subject_id = me.subject_id AND f.mode = 'APPLY' AND f.finished_at IS NULL AND f.status IN ('PENDING', 'RUNNING', 'WAITING')
      AND (f.created_at, f.id) < (me.created_at, me.id)
    WHERE me.tenant_id = ${tenantId}::uuid AND me.id = ${id}::uuid
    ORDER BY f.created_at, f.id LIMIT 1`,
  );
  if (!older) return null;
  const now = clock.now().getTime();
  // The longer it has waited, the less often it looks.
  const lookInMs = Math.min(LONGEST_LOOK_MS, Math.max(FIRST_LOOK_MS, (now - createdAt.getTime()) / 4));
  return {
    status: 'WAITING',
    waitingFor: `an older flow for the same person to end: ${older.chainName}, ${older.id}`,
    wakeAt: new Date(now + lookInMs),
  };
}
