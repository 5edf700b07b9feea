import { sql } from '../../../platform/db/index.ts';
import type { SqlTxContext } from '../../../transaction.ts';
import { FlowAdvanceJob } from '../flow.job.ts';
import { announceFlows } from './internal.ts';

/** A worker claims it by itself; the job looks after one that none has claimed by then. */
const SAFETY_NET_MS = 5000;

/** Belongs to every change that a flow can go on with: it is ready, and after the commit workers claim it. */
export async function makeReady(ctx: SqlTxContext, flowId: string): Promise<void> {
  await ctx.tx.execute(sql`
    UPDATE action_flows
    SET status = 'PENDING', waiting_for = NULL, wake_at = NULL, finished_at = NULL, error = NULL, cancel_reason = NULL,
        xid = pg_current_xact_id()
    WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${flowId}::uuid AND status <> 'RUNNING'`);
  await nudge(ctx, flowId);
  await lookAfter(ctx, flowId);
}

/** A worker that has the flow, and is about to let it wait, looks once more. */
export async function nudge({ tx, tenantId }: SqlTxContext, flowId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE action_flows SET nudges = nudges + 1 WHERE tenant_id = ${tenantId}::uuid AND id = ${flowId}::uuid`);
}

/** The net under the signal: a job, due a little later, in the transaction that makes the flow ready. */
export async function lookAfter(ctx: SqlTxContext, flowId: string): Promise<void> {
  const { queue, tx, tenantId, clock } = ctx;
  const startAfter = new Date(clock.now().getTime() + SAFETY_NET_MS);
  await queue.send(tx, FlowAdvanceJob, [{ data: { tenantId, flowId }, groupId: tenantId, startAfter }]);
  announceFlows(ctx);
}
