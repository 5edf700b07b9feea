import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../../errors.ts';
import { lockRow } from '../../../lock-row.ts';
import { sql } from '../../../platform/db/index.ts';
import { isUuid } from '../../../platform/id.ts';
import type { SqlTxContext, TxContext } from '../../../transaction.ts';

export type FlowRow = Prisma.ActionFlowGetPayload<object>;
export type FlowStepRow = Prisma.ActionFlowStepGetPayload<object>;

/** The flow, or NOT_FOUND: another tenant's does not exist here. */
export async function getFlow({ tx, tenantId }: TxContext, id: string): Promise<FlowRow> {
  const where = { tenantId_id: { tenantId, id } };
  const flow = isUuid(id) ? await tx.prisma.actionFlow.findUnique({ where }) : null;
  if (flow) return flow;
  throw new AppError('NOT_FOUND', `there is no action flow ${id}`);
}

/** The same, and nobody else moves it until the transaction ends. */
export async function getFlowToChange(ctx: TxContext, id: string): Promise<FlowRow> {
  await lockRow(ctx, sql`action_flows`, id);
  return getFlow(ctx, id);
}

/** A step with its flow, which nobody else moves until the transaction ends; NOT_FOUND without it. */
export async function getStepToChange(ctx: TxContext, id: string): Promise<{ flow: FlowRow; step: FlowStepRow }> {
  const where = { tenantId_id: { tenantId: ctx.tenantId, id } };
  const found = isUuid(id) ? await ctx.tx.prisma.actionFlowStep.findUnique({ where, select: { flowId: true } }) : null;
  if (!found) throw new AppError('NOT_FOUND', `there is no step ${id}`);
  const flow = await getFlowToChange(ctx, found.flowId);
  const step = await ctx.tx.prisma.actionFlowStep.findUniqueOrThrow({ where });
  return { flow, step };
}

export function flowTarget({ id, chainName }: Pick<FlowRow, 'id' | 'chainName'>) {
  return { type: 'action_flow', id, name: chainName };
}

/** Belongs to every change of flows: after the commit, workers claim and those who watch look. */
export function announceFlows({ tx, signals, tenantId }: SqlTxContext): void {
  tx.afterCommit(() => {
    signals.raise('ready_flows', [tenantId]);
    signals.raise('flows', [tenantId]);
  });
}
