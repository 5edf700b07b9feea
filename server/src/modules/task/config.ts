import { z } from 'zod';
import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { taskTarget } from './audit-detail.ts';
import { getOwnTaskToChange, getTask } from './internal.ts';
import { namedOnce } from './named-entries.ts';

const MOST_ENTRIES = 200;
const LONGEST_VALUE = 64 * 1024;

export interface ConfigEntry {
  key: string;
  value: string;
}

const Entries = z
  .array(
    z.object({
      key: z
        .string()
        .regex(
          /^[A-Za-z_][A-Za-z0-9_.-]*$/,
          'must be letters, digits, underscores, dots and dashes, not starting with a digit',
        )
        .max(128, 'must have at most 128 characters'),
      value: z.string().max(LONGEST_VALUE, `must have at most ${LONGEST_VALUE} characters`),
    }),
  )
  .max(MOST_ENTRIES, `must be at most ${MOST_ENTRIES}`)
  .superRefine(namedOnce('key'));

/** What a task's script reads with `config.get`, by key. Plain text, readable by all who may read the task. */
export function readTaskConfig(ctx: Context, taskId: string): Promise<ConfigEntry[]> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, async (ctx) => readEntries(ctx, (await getTask(ctx, taskId)).id));
}

/** Makes these the config of a task: what is not among them goes. */
export function setTaskConfig(ctx: Context, taskId: string, entries: unknown): Promise<ConfigEntry[]> {
  requireScope(ctx, 'task:write');
  const wanted = parseInput(z.object({ entries: Entries }), { entries }).entries;
  return transaction(ctx, async (ctx) => {
    const task = await getOwnTaskToChange(ctx, taskId);
    const before = byKey(await readEntries(ctx, task.id));
    await ctx.tx.prisma.taskConfig.deleteMany({ where: { taskId: task.id } });
    const { tenantId } = ctx;
    await ctx.tx.prisma.taskConfig.createMany({
      data: wanted.map((entry) => ({ tenantId, taskId: task.id, ...entry })),
    });
    const after = byKey(wanted);
    const all = Object.fromEntries(
      [...Object.keys(before), ...Object.keys(after)].map((key) => [key, after[key] ?? null]),
    );
    const changes = changesOf<Record<string, string | null>>(before, all);
    recordAudit(ctx, {
      action: 'task.config_set',
      target: taskTarget(task),
      outcome: changes ? 'changed' : 'noop',
      detail: changes ?? {},
    });
    return readEntries(ctx, task.id);
  });
}

function readEntries({ tx }: TxContext, taskId: string): Promise<ConfigEntry[]> {
  return tx.prisma.taskConfig.findMany({
    where: { taskId },
    select: { key: true, value: true },
    orderBy: { key: 'asc' },
  });
}

function byKey(entries: readonly ConfigEntry[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
