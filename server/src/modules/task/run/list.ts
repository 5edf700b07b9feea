import type { Prisma, RunMode, RunTrigger, TaskRunStatus } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { invalidField } from '../../../errors.ts';
import { type Page, type PageInput, paginate } from '../../../pagination.ts';
import { containing, inSpan } from '../../../platform/db/index.ts';
import { isUuid } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import { getRun, type RunRow } from './internal.ts';

export interface RunFilter {
  taskId?: string | null;
  isBuiltIn?: boolean | null;
  status?: TaskRunStatus | null;
  trigger?: RunTrigger | null;
  mode?: RunMode | null;
  since?: Date | null;
  until?: Date | null;
  /** Part of the name of the task, in any case. */
  text?: string | null;
}

/** A page of runs, of one task or of all of the tenant's, the newest first where no other direction is asked for. */
export function listRuns(
  ctx: Context,
  { page, filter }: { page: PageInput; filter: RunFilter },
): Promise<Page<RunRow>> {
  requireScope(ctx, 'task:read');
  const where = toWhere(filter);
  return paginate(
    page,
    { field: 'createdAt', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.taskRun.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.taskRun.count({ where })),
  );
}

/** One run of the tenant, or NOT_FOUND. */
export function readRun(ctx: Context, id: string): Promise<RunRow> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, (ctx) => getRun(ctx, id));
}

function toWhere({ taskId, isBuiltIn, status, trigger, mode, text, ...span }: RunFilter): Prisma.TaskRunWhereInput {
  if (taskId && !isUuid(taskId)) throw invalidField('taskId', 'is not the id of a task');
  return {
    ...(taskId ? { taskId } : {}),
    ...(isBuiltIn == null ? {} : { task: { isBuiltIn } }),
    ...(text ? { AND: [{ task: { name: containing(text) } }] } : {}),
    ...(status ? { status } : {}),
    ...(trigger ? { trigger } : {}),
    ...(mode ? { mode } : {}),
    ...inSpan('createdAt', span),
  };
}
