import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { invalidField } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { isUuid } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';

export type EffectRow = Prisma.TaskRunEffectGetPayload<object>;

export interface LogRow {
  runId: string;
  id: string;
  level: string;
  text: string;
  at: Date;
}

export interface LogPage {
  first: number;
  /** The id of a line: those behind it. */
  after: string;
}

const MOST_LINES = 1000;
const NIL = '00000000-0000-0000-0000-000000000000';

/** A part of a run's lines as a client asks for it; INVALID_INPUT for one that makes no sense. */
export function pageOfLog({ first, after }: { first: number | null; after: string | null }): LogPage {
  if (first !== null && first !== undefined && (first < 1 || first > MOST_LINES)) {
    throw invalidField('first', `must be between 1 and ${MOST_LINES}`);
  }
  if (after && !isUuid(after)) throw invalidField('after', 'is not the id of a line');
  return { first: first ?? MOST_LINES, after: after ?? NIL };
}

/** Lines of each run, in their order. */
export async function logsOf(ctx: Context, runIds: readonly string[], page: LogPage): Promise<Map<string, LogRow[]>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, ({ tx, tenantId }) =>
    tx.query<LogRow>(sql`
      SELECT l.run_id AS "runId", l.id, l.level, l.text, l.at
      FROM unnest(${[...runIds]}::uuid[]) AS r(id)
      CROSS JOIN LATERAL (
        SELECT * FROM task_run_logs WHERE tenant_id = ${tenantId}::uuid AND run_id = r.id AND id > ${page.after}::uuid
        ORDER BY id LIMIT ${page.first}
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

/** The transaction that made each run, before which none of its lines can be. */
export async function firstXidsOf(ctx: Context, runIds: readonly string[]): Promise<Map<string, bigint>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, ({ tx, tenantId }) =>
    tx.query<{ id: string; xid: string }>(sql`
      SELECT id, LEAST(created_xid, xid)::text AS xid FROM task_runs
      WHERE tenant_id = ${tenantId}::uuid AND id = ANY(${[...runIds]}::uuid[])`),
  );
  return new Map(rows.map(({ id, xid }) => [id, BigInt(xid)]));
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
