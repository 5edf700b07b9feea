import type { SecretStore } from '@joinery/plugin-sdk/host';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { readSecrets } from '../secret/index.ts';

/** The secrets of a connection, whose values are read and opened when the first of them is put into a request. */
export function storedSecrets(ctx: Context, connectionId: string, names: readonly string[]): SecretStore {
  let reading: Promise<Map<string, string>> | undefined;
  return {
    has: (name) => names.includes(name),
    open: async (name) => {
      reading ??= ctx.db.tenantSql(ctx.tenantId, (tx) => readSecrets({ ...ctx, tx }, 'connection', connectionId));
      return heldValue(await reading, name);
    },
  };
}

/** Secrets that are not stored: a test decides whether they will be. */
export function givenSecrets(values: ReadonlyMap<string, string>): SecretStore {
  return { has: (name) => values.has(name), open: async (name) => heldValue(values, name) };
}

function heldValue(values: ReadonlyMap<string, string>, name: string): string {
  const value = values.get(name);
  if (value === undefined) throw new AppError('PRECONDITION_FAILED', `the secret ${name} has just been removed`);
  return value;
}
