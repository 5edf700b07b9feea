import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type TaskRow = Prisma.TaskGetPayload<object>;

/** The task, or NOT_FOUND: another tenant's does not exist here. */
export async function getTask({ tx, tenantId }: TxContext, id: string): Promise<TaskRow> {
  const where = { tenantId_id: { tenantId, id } };
  const task = isUuid(id) ? await tx.prisma.task.findUnique({ where }) : null;
  if (task) return task;
  throw new AppError('NOT_FOUND', `there is no task ${id}`);
}

/** The same, and nobody else changes it or sets it off until the transaction ends. */
export async function getTaskToChange(ctx: TxContext, id: string): Promise<TaskRow> {
  await lockRow(ctx, sql`tasks`, id);
  return getTask(ctx, id);
}

/** The same for one that people may change: a built-in one is FORBIDDEN. */
export async function getOwnTaskToChange(ctx: TxContext, id: string): Promise<TaskRow> {
  const task = await getTaskToChange(ctx, id);
  if (!task.isBuiltIn) return task;
  throw new AppError('FORBIDDEN', `${task.name} is a built-in task and cannot be changed`);
}

/** Those of the tasks that there are. */
export function findTasks({ tx }: TxContext, ids: readonly string[]): Promise<TaskRow[]> {
  return tx.prisma.task.findMany({ where: { id: { in: ids.filter(isUuid) } } });
}
