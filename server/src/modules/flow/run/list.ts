import type { ActionFlowStatus, Prisma, RunMode } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { invalidField } from '../../../errors.ts';
import { type Page, type PageInput, paginate } from '../../../pagination.ts';
import { isUuid } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import { type FlowRow, type FlowStepRow, getFlow } from './internal.ts';

export interface FlowFilter {
  chainId?: string | null;
  subjectId?: string | null;
  status?: ActionFlowStatus | null;
  mode?: RunMode | null;
  /** Part of the chain's name, any case. */
  text?: string | null;
}

/** A page of flows, of one chain or of all of the tenant's, the newest first where no other direction is asked for. */
export function listActionFlows(
  ctx: Context,
  { page, filter }: { page: PageInput; filter: FlowFilter },
): Promise<Page<FlowRow>> {
  requireScope(ctx, 'flow:read');
  const where = toWhere(filter);
  return paginate(
    page,
    { field: 'createdAt', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.actionFlow.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.actionFlow.count({ where })),
  );
}

/** One flow of the tenant, or NOT_FOUND. */
export function readActionFlow(ctx: Context, id: string): Promise<FlowRow> {
  requireScope(ctx, 'flow:read');
  return transaction(ctx, (ctx) => getFlow(ctx, id));
}

/** The steps of each flow, in their order. */
export async function stepsOfFlows(ctx: Context, flowIds: readonly string[]): Promise<Map<string, FlowStepRow[]>> {
  requireScope(ctx, 'flow:read');
  const rows = await transaction(ctx, ({ tx }) =>
    tx.prisma.actionFlowStep.findMany({
      where: { flowId: { in: [...flowIds] } },
      orderBy: [{ flowId: 'asc' }, { position: 'asc' }],
    }),
  );
  return Map.groupBy(rows, (row) => row.flowId);
}

export type AttemptRow = Prisma.ActionFlowAttemptGetPayload<object>;

/** The tries at each step, in their order. */
export async function triesOfSteps(ctx: Context, stepIds: readonly string[]): Promise<Map<string, AttemptRow[]>> {
  requireScope(ctx, 'flow:read');
  const rows = await transaction(ctx, ({ tx }) =>
    tx.prisma.actionFlowAttempt.findMany({
      where: { stepId: { in: [...stepIds] } },
      orderBy: [{ stepId: 'asc' }, { number: 'asc' }],
    }),
  );
  return Map.groupBy(rows, (row) => row.stepId);
}

function toWhere({ chainId, subjectId, status, mode, text }: FlowFilter): Prisma.ActionFlowWhereInput {
  if (chainId && !isUuid(chainId)) throw invalidField('chainId', 'is not the id of a chain');
  if (subjectId && !isUuid(subjectId)) throw invalidField('subjectId', 'is not the id of a user');
  return {
    ...(chainId ? { chainId } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(status ? { status } : {}),
    ...(mode ? { mode } : {}),
    ...(text ? { chainName: { contains: text, mode: 'insensitive' as const } } : {}),
  };
}
