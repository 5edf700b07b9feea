import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { sql } from '../../../platform/db/index.ts';
import { transaction } from '../../../transaction.ts';

export type EffectRow = Prisma.TaskRunEffectGetPayload<object>;

export interface LogRow {
  runId: string;
  id: string;
  level: string;
  text: string;
  at: Date;
}

/** The first lines of each run, in their order, up to `first` of each. */
export async function logsOf(ctx: Context, runIds: readonly string[], first: number): Promise<Map<string, LogRow[]>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, ({ tx, tenantId }) =>
    tx.query<LogRow>(sql`
      SELECT l.run_id AS "runId", l.id, l.level, l.text, l.at
      FROM unnest(${[...runIds]}::uuid[]) AS r(id)
      CROSS JOIN LATERAL (
        SELECT * FROM task_run_logs WHERE tenant_id = ${tenantId}::uuid AND run_id = r.id ORDER BY id LIMIT ${first}
      ) l
      ORDER BY l.run_id, l.id`),
  );
  return Map.groupBy(rows, (row) => row.runId);
}

/** What each run did or would do, in its order. */
export async function effectsOf(ctx: Context, runIds: readonly string[]): Promise<Map<string, EffectRow[]>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, ({ tx }) =>
    tx.prisma.taskRunEffect.findMany({
      where: { runId: { in: [...runIds] } },
      orderBy: [{ runId: 'asc' }, { number: 'asc' }],
    }),
  );
  return Map.groupBy(rows, (row) => row.runId);
}

/** The newest run of each task. */
export async function lastRunsOf(ctx: Context, taskIds: readonly string[]) {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, ({ tx }) =>
    tx.prisma.taskRun.findMany({
      where: { taskId: { in: [...taskIds] } },
      distinct: ['taskId'],
      orderBy: [{ taskId: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
    }),
  );
  return new Map(rows.map((row) => [row.taskId, row]));
}
