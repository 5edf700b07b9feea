import type { SqlTxContext } from '../../../transaction.ts';
import { recordEvent } from '../../event/index.ts';
import type { FlowStep } from '../flow-step.ts';
import type { ClaimedFlow } from './claimed-flow.ts';

/** Whether people were asked, and have not decided yet. */
export function isAsking({ wait }: FlowStep): boolean {
  return wait?.kind === 'approval';
}

export function tellOfQuestion(ctx: SqlTxContext, { chainId, chainName, id }: ClaimedFlow, step: FlowStep): void {
  recordEvent(ctx, 'action_flow.approval_needed', {
    chain_id: chainId,
    chain_name: chainName,
    flow_id: id,
    resource_type: 'action_flow',
    step_name: step.name,
    reason: step.waitingFor ?? '',
    decide_until: (step.waitingUntil ?? ctx.clock.now()).toISOString(),
  });
}
