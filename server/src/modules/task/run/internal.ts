import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../../errors.ts';
import { isUuid } from '../../../platform/id.ts';
import type { TxContext } from '../../../transaction.ts';

export type RunRow = Prisma.TaskRunGetPayload<object>;

/** The run, or NOT_FOUND: another tenant's does not exist here. */
export async function getRun({ tx, tenantId }: TxContext, id: string): Promise<RunRow> {
  const where = { tenantId_id: { tenantId, id } };
  const run = isUuid(id) ? await tx.prisma.taskRun.findUnique({ where }) : null;
  if (run) return run;
  throw new AppError('NOT_FOUND', `there is no run ${id}`);
}

export function runTarget({ id, name }: { id: string; name: string }) {
  return { type: 'task_run', id, name };
}
