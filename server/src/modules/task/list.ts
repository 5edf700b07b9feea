import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { findTasks, getTask, type TaskRow } from './internal.ts';

export interface TaskFilter {
  enabled?: boolean | null;
  isBuiltIn?: boolean | null;
  /** Part of the name, in any case. */
  text?: string | null;
}

type TaskOrderField = 'name' | 'createdAt';

/** A page of the tenant's tasks. */
export function listTasks(
  ctx: Context,
  { page, filter, order }: { page: PageInput; filter: TaskFilter; order: Order<TaskOrderField> },
): Promise<Page<TaskRow>> {
  requireScope(ctx, 'task:read');
  const where: Prisma.TaskWhereInput = {
    ...(filter.enabled == null ? {} : { enabled: filter.enabled }),
    ...(filter.isBuiltIn == null ? {} : { isBuiltIn: filter.isBuiltIn }),
    ...(filter.text ? { name: { contains: filter.text, mode: 'insensitive' as const } } : {}),
  };
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.task.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.task.count({ where })),
  );
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
