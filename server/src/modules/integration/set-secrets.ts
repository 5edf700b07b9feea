import { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidInput } from '../../errors.ts';
import { parseInput } from '../../parse-input.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { listSecretNames, putSecrets } from '../secret/index.ts';
import { announceChange } from './announce-change.ts';
import { getIntegration } from './internal.ts';

const MOST_SECRETS = 100;
const LONGEST_VALUE = 16 * 1024;

const Secrets = z
  .array(
    z.object({
      name: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and underscores, not starting with a digit')
        .max(64, 'must have at most 64 characters'),
      value: z
        .string()
        .min(1, 'must not be empty; leave the secret out to remove it')
        .max(LONGEST_VALUE, `must have at most ${LONGEST_VALUE} characters`)
        .nullish(),
    }),
  )
  .max(MOST_SECRETS, `must be at most ${MOST_SECRETS}`)
  .superRefine((secrets, issues) => {
    for (const [index, { name }] of secrets.entries()) {
      const isRepeated = secrets.findIndex((other) => other.name === name) !== index;
      if (isRepeated) issues.addIssue({ code: 'custom', path: [index, 'name'], message: 'is given twice' });
    }
  });

const SetSecrets = z.object({ integrationId: z.string(), secrets: Secrets });

/**
 * Makes these the secrets of an integration, and removes all others; one without a value keeps the value that is
 * stored. Answers their names. Values never come back.
 */
export function setIntegrationSecrets(
  ctx: Context,
  input: { integrationId: string; secrets: unknown },
): Promise<string[]> {
  requireScope(ctx, 'integration:write');
  const { integrationId, secrets } = parseInput(SetSecrets, input);
  return transaction(ctx, async (ctx) => {
    await announceChange(ctx);
    const { id, name } = await getIntegration(ctx, integrationId);
    const stored = await listSecretNames(ctx, 'integration', id);
    refuseWithoutValue(secrets, stored);
    const wanted = secrets.map((secret) => secret.name);
    const removed = stored.filter((each) => !wanted.includes(each));
    const set = secrets.flatMap((secret) => (secret.value == null ? [] : [[secret.name, secret.value] as const]));
    await putSecrets(ctx, 'integration', id, { ...Object.fromEntries(set), ...nulls(removed) });
    recordAudit(ctx, {
      action: 'integration.secrets_set',
      target: { type: 'integration', id, name },
      detail: { set: set.map(([each]) => each), removed },
    });
    return wanted.sort();
  });
}

function refuseWithoutValue(secrets: z.infer<typeof Secrets>, stored: readonly string[]): void {
  const errors = secrets.flatMap(({ name, value }, index) =>
    value == null && !stored.includes(name)
      ? [{ path: `secrets.${index}.value`, message: 'is needed: no value is stored under this name' }]
      : [],
  );
  if (errors.length > 0) throw invalidInput(errors);
}

function nulls(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}
