import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { recordEvent } from '../../event/index.ts';
import { settingsOf } from '../../tenant/index.ts';
import type { FlowStep } from '../flow-step.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { Guard } from './progress.ts';

/** Whether a step takes something away that its own flow has not given. */
export function isBudgeted({ mode }: ClaimedFlow, { effect, undoesId, isConfirmed }: FlowStep): boolean {
  return mode === 'APPLY' && effect === 'destructive' && undoesId === null && !isConfirmed;
}

/**
 * Lets a removal begin while the tenant has any left of this hour at the provider; parks the step otherwise, until a
 * person confirms it. One removal is counted at a time, so that flows side by side do not pass the bound together.
 */
export function budgetGuard(flow: ClaimedFlow, step: FlowStep): Guard {
  return async (ctx) => {
    const provider = step.provider ?? '';
    const most = await readBudget(ctx.tx, flow.tenantId, provider);
    if (most === null) return null;
    const since = new Date(ctx.clock.now().getTime() - 3_600_000);
    const [row] = await ctx.tx.query<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM action_flow_steps
      WHERE tenant_id = ${flow.tenantId}::uuid AND provider = ${provider} AND effect = 'destructive'
        AND started_at > ${since}::timestamptz AND id <> ${step.id}::uuid AND undoes_id IS NULL
        AND (outcome = 'changed' OR status = 'RUNNING')`);
    if ((row?.count ?? 0) < most) return null;
    const waitingFor = `somebody to confirm it: it would be more than ${most} removals at ${provider} in one hour`;
    Object.assign(step, {
      status: 'WAITING',
      wait: { kind: 'budget' },
      waitingFor,
      waitingUntil: null,
      startedAt: null,
    });
    step.attempts -= 1;
    recordEvent(ctx, 'action_flow.confirmation_needed', {
      chain_id: flow.chainId,
      chain_name: flow.chainName,
      flow_id: flow.id,
      resource_type: 'action_flow',
      step_name: step.name,
      reason: waitingFor,
    });
    return { status: 'WAITING', waitingFor };
  };
}

async function readBudget(tx: SqlTransaction, tenantId: string, provider: string): Promise<number | null> {
  const [, [tenant]] = await Promise.all([
    tx.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`removals ${tenantId} ${provider}`}, 0))`),
    tx.query<{ settings: unknown }>(sql`SELECT settings FROM tenants WHERE id = ${tenantId}::uuid`),
  ]);
  return tenant ? settingsOf(tenant).removalsPerHour : null;
}
