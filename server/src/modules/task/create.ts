import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError, invalidField } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { announceSchedule } from './announce.ts';
import { settingsForAudit, taskTarget } from './audit-detail.ts';
import { isBuiltInType } from './built-in/definitions.ts';
import type { TaskRow } from './internal.ts';
import { firstTime } from './schedule/first-time.ts';
import { addScriptVersion, checkSource } from './script-version.ts';
import { checkedSchedule, toJson } from './settings.ts';
import { CreateTask } from './task.input.ts';
import { TaskType } from './task-enums.type.ts';

/**
 * Creates a task that runs a script. INVALID_INPUT names each place of the script that is wrong; FORBIDDEN for a
 * built-in type: those are there already.
 */
export async function createTask(ctx: Context, input: unknown): Promise<TaskRow> {
  requireScope(ctx, 'task:write');
  const { script, type, scheduleType, cronExpression, timeZone, runAt, ...settings } = parseInput(CreateTask, input);
  if (type !== TaskType.SCRIPT)
    throw new AppError('FORBIDDEN', 'built-in tasks are there already, and stay as they are');
  refuseReservedName(settings.name);
  const schedule = checkedSchedule({
    scheduleType,
    timeZone,
    cronExpression: cronExpression ?? null,
    runAt: runAt ?? null,
  });
  const source = await checkSource(script);
  return transaction(ctx, async (ctx) => {
    const { tenantId, tx, clock } = ctx;
    const { allowedHosts, removalCap, ...plain } = settings;
    const id = newId();
    const created = tx.prisma.task.create({
      data: {
        ...plain,
        ...schedule,
        tenantId,
        id,
        type,
        allowedHosts: toJson(allowedHosts),
        removalCap: toJson(removalCap),
        scriptVersion: 1,
        nextRunAt: firstTime(schedule, clock.now()),
      },
    });
    const task = await refuseDuplicate(created, { name: `there is a task named ${plain.name} already` });
    await addScriptVersion(ctx, id, source);
    announceSchedule(ctx);
    recordAudit(ctx, { action: 'task.created', target: taskTarget(task), detail: { new: settingsForAudit(task) } });
    return task;
  });
}

export function refuseReservedName(name: string | null | undefined): void {
  if (name && isBuiltInType(name)) throw invalidField('name', 'is the name of a built-in task');
}
