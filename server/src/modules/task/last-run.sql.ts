import type { TaskRunStatus } from '@joinery/prisma';
import { sql } from '../../platform/db/index.ts';
import type { TxContext } from '../../transaction.ts';

/** The ids of the tasks whose newest run has this status. A tenant has hundreds of tasks, each one look into an index. */
export async function tasksLastRun({ tx, tenantId }: TxContext, status: TaskRunStatus): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    SELECT t.id FROM tasks t
    CROSS JOIN LATERAL (
      SELECT r.status FROM task_runs r
      WHERE r.tenant_id = t.tenant_id AND r.task_id = t.id
      ORDER BY r.created_at DESC, r.id DESC
      LIMIT 1
    ) AS newest
    WHERE t.tenant_id = ${tenantId}::uuid AND newest.status::text = ${status}`);
  return rows.map(({ id }) => id);
}
