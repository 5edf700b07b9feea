import type { SqlTxContext } from '../../../transaction.ts';
import { type EventType, isEventType, isFailureEvent, recordEvent } from '../../event/index.ts';
import type { FlowStep } from '../flow-step.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { FlowStatus } from './progress.sql.ts';
import type { Progress } from './progress.ts';

/** Ends a flow whose steps have all ended. */
export async function finishFlow(flow: ClaimedFlow, progress: Progress): Promise<void> {
  const { status, error } = endOf(flow);
  const culprit = culpritOf(flow);
  if (status === 'FAILED' || (status === 'COMPENSATED' && culprit)) {
    progress.tell((ctx) => tellOfFailure(ctx, flow, { step: culprit, status, error: error ?? '' }));
  }
  await progress.commit({ status, error });
}

/** The step that has ended the flow: one that could not be undone first, and none that it was allowed to go on without. */
function culpritOf({ steps, isCompensating }: ClaimedFlow): FlowStep | undefined {
  const failed = steps.filter((step) => step.status === 'FAILED');
  const stuck = isCompensating ? failed.find(({ undoesId }) => undoesId !== null) : undefined;
  return stuck ?? failed.find(({ spec }) => spec.onFailure !== 'CONTINUE');
}

function endOf({ steps, isCompensating, error }: ClaimedFlow): { status: FlowStatus; error: string | null } {
  const failed = steps.filter((step) => step.status === 'FAILED');
  if (isCompensating) {
    const stuck = failed.filter(({ undoesId }) => undoesId !== null);
    if (stuck.length === 0) return { status: 'COMPENSATED', error };
    return { status: 'FAILED', error: `could not be undone: ${stuck.map(describe).join('; ')}` };
  }
  const stopping = failed.find(({ spec }) => spec.onFailure !== 'CONTINUE');
  if (stopping) return { status: 'FAILED', error: describe(stopping) };
  return { status: 'SUCCESS', error: failed.length > 0 ? `went on without ${failed.map(describe).join('; ')}` : null };
}

export function describe({ name, error }: FlowStep): string {
  return `${name}: ${error}`;
}

function tellOfFailure(
  ctx: SqlTxContext,
  { chainId, chainName, id, mode, trigger, eventType }: ClaimedFlow,
  { step, status, error }: { step: FlowStep | undefined; status: FlowStatus; error: string },
): void {
  // What a failure has set off tells of no failure of its own: it would only set itself off again.
  const isOfFailure = eventType !== null && isEventType(eventType) && isFailureEvent(eventType as EventType);
  if (mode === 'PLAN' || trigger === 'CHAIN' || isOfFailure) return;
  recordEvent(ctx, 'action_flow.failed', {
    chain_id: chainId,
    chain_name: chainName,
    flow_id: id,
    resource_type: 'action_flow',
    step_name: step?.name ?? '',
    status: status.toLowerCase(),
    error,
  });
}
