import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { announceSchedule } from './announce.ts';
import { settingsForAudit, taskTarget } from './audit-detail.ts';
import { refuseReservedName } from './create.ts';
import { getOwnTaskToChange, type TaskRow } from './internal.ts';
import { addScriptVersion, type CheckedScript, checkSource } from './script-version.ts';
import { nextRunAfter, plainColumns, scheduleAfter } from './settings.ts';
import { UpdateTask } from './task.input.ts';

/** Changes a task; its script becomes a new version. A built-in one is FORBIDDEN. */
export async function updateTask(ctx: Context, id: string, input: unknown): Promise<TaskRow> {
  requireScope(ctx, 'task:write');
  const { script, ...wanted } = parseInput(UpdateTask, input);
  refuseReservedName(wanted.name);
  // Whose task it is comes first: what is wrong with a script is told to no one else.
  await transaction(ctx, (ctx) => getOwnTaskToChange(ctx, id));
  const source = script == null ? null : await checkSource(script);
  return transaction(ctx, async (ctx) => {
    const before = await getOwnTaskToChange(ctx, id);
    const schedule = scheduleAfter(before, wanted);
    const isEnabled = wanted.enabled ?? before.enabled;
    const scriptVersion = source ? await versionOf(ctx, before, source) : before.scriptVersion;
    const updated = ctx.tx.prisma.task.update({
      where: { tenantId_id: { tenantId: ctx.tenantId, id } },
      data: {
        ...plainColumns(wanted),
        ...schedule,
        scriptVersion,
        nextRunAt: nextRunAfter(before, schedule, isEnabled, ctx.clock.now()),
        version: { increment: 1 },
      },
    });
    const task = await refuseDuplicate(updated, { name: `there is a task named ${wanted.name} already` });
    announceSchedule(ctx);
    const changes = changesOf<object>(settingsForAudit(before), settingsForAudit(task));
    recordAudit(ctx, {
      action: 'task.updated',
      target: taskTarget(task),
      outcome: changes ? 'changed' : 'noop',
      detail: changes ?? {},
    });
    return task;
  });
}

/** The same script again makes no new version. */
async function versionOf(ctx: TxContext, { id, scriptVersion }: TaskRow, script: CheckedScript): Promise<number> {
  const where = { tenantId_taskId_version: { tenantId: ctx.tenantId, taskId: id, version: scriptVersion ?? 0 } };
  const current = await ctx.tx.prisma.taskScript.findUnique({ where, select: { source: true } });
  if (current?.source === script.source && scriptVersion !== null) return scriptVersion;
  return addScriptVersion(ctx, id, script);
}
