import type { Context } from '../../../context.ts';
import { transaction } from '../../../transaction.ts';
import { type FlowRow, getFlow } from './internal.ts';

export interface FlowState {
  status: FlowRow['status'];
  error: string | null;
  hasChanged: boolean;
  hasPlanned: boolean;
  /** What its steps have answered, by their names. */
  outputs: Record<string, unknown>;
}

/** What a flow has come to, for the flow that it is a step of. */
export function readFlowState(ctx: Context, id: string): Promise<FlowState> {
  return transaction(ctx, async (ctx) => {
    const { status, error, cancelReason } = await getFlow(ctx, id);
    const steps = await ctx.tx.prisma.actionFlowStep.findMany({ where: { flowId: id }, orderBy: { position: 'asc' } });
    const answered = steps.filter((step) => step.status === 'SUCCESS');
    return {
      status,
      error: cancelReason ?? error,
      hasChanged: answered.some(({ outcome }) => outcome === 'changed'),
      hasPlanned: answered.some(({ outcome }) => outcome === 'planned'),
      outputs: Object.fromEntries(answered.map(({ name, output }) => [name, output])),
    };
  });
}
