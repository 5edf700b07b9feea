import type { Prisma, TaskRunStatus } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { findTasks, getTask, type TaskRow } from './internal.ts';
import { tasksLastRun } from './last-run.sql.ts';

export interface TaskFilter {
  enabled?: boolean | null;
  isBuiltIn?: boolean | null;
  /** Part of the name, in any case. */
  text?: string | null;
  /** Tasks whose newest run is so. */
  lastRunStatus?: TaskRunStatus | null;
}

type TaskOrderField = 'name' | 'createdAt' | 'nextRunAt' | 'enabled';

const BOOLEAN = [false, true];
const TRAITS: Partial<Record<TaskOrderField, FieldTraits>> = {
  enabled: { values: BOOLEAN },
  // A disabled task keeps its time, and does not run at it.
  nextRunAt: { empty: 'last', within: { path: ['enabled'], direction: 'desc', values: BOOLEAN } },
};

/** A page of the tenant's tasks. */
export function listTasks(
  ctx: Context,
  { page, filter, order }: { page: PageInput; filter: TaskFilter; order: Order<TaskOrderField> },
): Promise<Page<TaskRow>> {
  requireScope(ctx, 'task:read');
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, async (ctx) => {
        const where = { AND: [await toWhere(ctx, filter), query.where] };
        return ctx.tx.prisma.task.findMany({ where, orderBy: query.orderBy, take: query.take });
      }),
    () => transaction(ctx, async (ctx) => ctx.tx.prisma.task.count({ where: await toWhere(ctx, filter) })),
  );
}

async function toWhere(ctx: TxContext, filter: TaskFilter): Promise<Prisma.TaskWhereInput> {
  const { enabled, isBuiltIn, text, lastRunStatus } = filter;
  return {
    ...(enabled == null ? {} : { enabled }),
    ...(isBuiltIn == null ? {} : { isBuiltIn }),
    ...(text ? { name: containing(text) } : {}),
    ...(lastRunStatus ? { id: { in: await tasksLastRun(ctx, lastRunStatus) } } : {}),
  };
}

/** One task of the tenant, or NOT_FOUND. */
export function readTask(ctx: Context, id: string): Promise<TaskRow> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, (ctx) => getTask(ctx, id));
}

/** Those of the tasks that there are, by id. */
export async function readTasks(ctx: Context, ids: readonly string[]): Promise<Map<string, TaskRow>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, (ctx) => findTasks(ctx, ids));
  return new Map(rows.map((row) => [row.id, row]));
}
