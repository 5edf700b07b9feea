import { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { listSecretNames, putSecrets, replaceSecrets } from '../secret/index.ts';
import { taskTarget } from './audit-detail.ts';
import { getOwnTaskToChange, getTask } from './internal.ts';
import { namedOnce } from './named-entries.ts';

const MOST_SECRETS = 100;
const LONGEST_VALUE = 64 * 1024;

const name = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and underscores, not starting with a digit')
  .max(64, 'must have at most 64 characters');
const value = z
  .string()
  .min(1, 'must not be empty; leave the secret out to remove it')
  .max(LONGEST_VALUE, `must have at most ${LONGEST_VALUE} characters`);

const listOf = <Value extends z.ZodType>(value: Value) =>
  z
    .array(z.object({ name, value }))
    .max(MOST_SECRETS, `must be at most ${MOST_SECRETS}`)
    .superRefine((entries, issues) => namedOnce('name')(entries as { name: string }[], issues));

const AllSecrets = z.object({ secrets: listOf(value) });
const SomeSecrets = z.object({ secrets: listOf(value.nullish().transform((text) => text ?? null)) });

/** The names of a task's secrets. Values never come back. */
export function readTaskSecretNames(ctx: Context, taskId: string): Promise<string[]> {
  requireScope(ctx, 'task:read');
  return transaction(ctx, async (ctx) => listSecretNames(ctx, 'task', (await getTask(ctx, taskId)).id));
}

/** Makes these the secrets of a task, and removes all others. Answers their names. */
export function setTaskSecrets(ctx: Context, taskId: string, input: unknown): Promise<string[]> {
  requireScope(ctx, 'task:write');
  const { secrets } = parseInput(AllSecrets, { secrets: input });
  return transaction(ctx, async (ctx) => {
    const task = await getOwnTaskToChange(ctx, taskId);
    const before = await listSecretNames(ctx, 'task', task.id);
    const wanted = secrets.map((secret) => secret.name).sort();
    await replaceSecrets(ctx, 'task', task.id, Object.fromEntries(secrets.map((each) => [each.name, each.value])));
    const removed = before.filter((each) => !wanted.includes(each));
    recordAudit(ctx, { action: 'task.secrets_set', target: taskTarget(task), detail: { set: wanted, removed } });
    return wanted;
  });
}

/** Sets some secrets of a task and removes those without a value; all others stay. Answers the names of all. */
export function patchTaskSecrets(ctx: Context, taskId: string, input: unknown): Promise<string[]> {
  requireScope(ctx, 'task:write');
  const { secrets } = parseInput(SomeSecrets, { secrets: input });
  return transaction(ctx, async (ctx) => {
    const task = await getOwnTaskToChange(ctx, taskId);
    await putSecrets(ctx, 'task', task.id, Object.fromEntries(secrets.map((each) => [each.name, each.value])));
    const namesOf = (isRemoved: boolean) =>
      secrets.filter((each) => (each.value === null) === isRemoved).map((each) => each.name);
    const detail = { set: namesOf(false), removed: namesOf(true) };
    recordAudit(ctx, { action: 'task.secrets_set', target: taskTarget(task), detail });
    return listSecretNames(ctx, 'task', task.id);
  });
}
