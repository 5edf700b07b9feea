import type { ActionFlowStatus } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { undoStepsOf } from '../engine/undo-steps.ts';
import { insertSteps, readSteps } from '../flow-steps.sql.ts';
import { type FlowRow, flowTarget, getFlow, getFlowToChange } from './internal.ts';
import { makeReady } from './make-ready.ts';

const OVER: ReadonlySet<ActionFlowStatus> = new Set(['SUCCESS', 'FAILED', 'CANCELLED']);

/** Undoes what a flow that has ended has changed, in reverse order. PRECONDITION_FAILED where it has not ended, or was a plan. */
export function compensateActionFlow(ctx: Context, id: string): Promise<FlowRow> {
  requireScope(ctx, 'flow:run');
  return undoFlow(ctx, id);
}

/** The same for a step of another flow. */
export function undoFlow(ctx: Context, id: string): Promise<FlowRow> {
  return transaction(ctx, async (ctx) => {
    const flow = await getFlowToChange(ctx, id);
    if (flow.mode === 'PLAN') throw new AppError('PRECONDITION_FAILED', 'a plan has done nothing that could be undone');
    if (!OVER.has(flow.status))
      throw new AppError('PRECONDITION_FAILED', `only a flow that has ended can be undone; this one is ${flow.status}`);
    const steps = await readSteps(ctx.tx, [flow]);
    const undoing = undoStepsOf(steps, ctx.clock.now());
    await insertSteps(ctx.tx, flow, undoing);
    await dropUndecided(ctx.tx.prisma, flow);
    await ctx.tx.prisma.actionFlow.update({ where: { tenantId_id: flowKey(flow) }, data: { isCompensating: true } });
    await makeReady(ctx, flow.id);
    recordAudit(ctx, {
      action: 'action_flow.compensated',
      target: flowTarget(flow),
      detail: { steps: undoing.map(({ name }) => name) },
    });
    return getFlow(ctx, flow.id);
  });
}

/** A step of an ended flow that nobody has decided about stays as it is known: it may have happened. */
async function dropUndecided(prisma: Parameters<Parameters<Context['db']['tenant']>[1]>[0]['prisma'], { id }: FlowRow) {
  await prisma.actionFlowStep.updateMany({
    where: { flowId: id, undoesId: null, status: { in: ['PENDING', 'RUNNING', 'WAITING'] } },
    data: { status: 'SKIPPED', outcome: 'skipped', reason: 'the flow is undone', errorKind: 'stopped' },
  });
}

function flowKey({ tenantId, id }: FlowRow) {
  return { tenantId, id };
}
