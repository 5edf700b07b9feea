import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { getTask } from './internal.ts';

export type ScriptRow = Prisma.TaskScriptGetPayload<{ omit: { code: true } }>;

const WITHOUT_CODE = { code: true } as const;
const MOST = 200;

/** The versions of a task's script, the newest first. */
export function listScriptVersions(ctx: Context, taskId: string): Promise<ScriptRow[]> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, async (ctx) => {
    const task = await getTask(ctx, taskId);
    const where = { taskId: task.id };
    return ctx.tx.prisma.taskScript.findMany({ where, omit: WITHOUT_CODE, orderBy: { version: 'desc' }, take: MOST });
  });
}

/** One version, or NOT_FOUND; without a number, the one that runs. Null for a task without a script. */
export function readScript(ctx: Context, taskId: string, version?: number | null): Promise<ScriptRow | null> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, async (ctx) => {
    const task = await getTask(ctx, taskId);
    const wanted = version ?? task.scriptVersion;
    if (wanted === null) return null;
    const where = { tenantId_taskId_version: { tenantId: ctx.tenantId, taskId: task.id, version: wanted } };
    const script = await ctx.tx.prisma.taskScript.findUnique({ where, omit: WITHOUT_CODE });
    if (script) return script;
    throw new AppError('NOT_FOUND', `${task.name} has no version ${wanted} of its script`);
  });
}

/** The sources that tasks run now, by the id of the task. */
export async function readCurrentSources(ctx: Context, taskIds: readonly string[]): Promise<Map<string, string>> {
  requireScope(ctx, 'task:read');
  const rows = await transaction(ctx, async ({ tx }) => {
    const tasks = await tx.prisma.task.findMany({ where: { id: { in: [...taskIds] }, scriptVersion: { not: null } } });
    const OR = tasks.map(({ id, scriptVersion }) => ({ taskId: id, version: scriptVersion ?? 0 }));
    return tx.prisma.taskScript.findMany({ where: { OR }, omit: WITHOUT_CODE });
  });
  return new Map(rows.map(({ taskId, source }) => [taskId, source]));
}
