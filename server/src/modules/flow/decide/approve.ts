import type { Context } from '../../../context.ts';
import { decideApproval } from '../approval/decide.ts';
import type { FlowRow } from '../run/internal.ts';

/**
 * Says yes to a step that asks for an approval. Whoever it names may, whatever else they may do; FORBIDDEN for all others,
 * PRECONDITION_FAILED when it does not ask any more.
 */
export function approveFlowStep(ctx: Context, id: string, comment?: string | null): Promise<FlowRow> {
  return decideApproval(ctx, id, { isApproved: true, comment: comment ?? '', channel: 'portal' });
}

/** Says no: the step fails, and the flow goes on as its chain says. */
export function rejectFlowStep(ctx: Context, id: string, comment?: string | null): Promise<FlowRow> {
  return decideApproval(ctx, id, { isApproved: false, comment: comment ?? '', channel: 'portal' });
}
