import { afterAll } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createUser, type UserRow } from '../../../server/src/modules/user/index.ts';
import { createDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';

/** The product over a database of the test file's own. */
export async function startDirectory(options: { now?: () => Date } = {}): Promise<TestServices> {
  const database = await createDatabase();
  const { now } = options;
  const directory = await createTestServices({ url: database.url, ...(now ? { clock: { now } } : {}) });
  afterAll(async () => {
    await directory.close();
    await database.drop();
  });
  return directory;
}

/** The events and audit rows that a piece of work has left behind, in their order. */
export async function trailOf<T>(ctx: Context, work: () => Promise<T>) {
  const before = await read(ctx);
  const result = await work();
  const after = await read(ctx);
  const known = new Set([...before.events, ...before.audit].map(({ id }) => id));
  return {
    result,
    events: after.events.filter(({ id }) => !known.has(id)),
    audit: after.audit.filter(({ id }) => !known.has(id)),
  };
}

function read(ctx: Context) {
  return ctx.db.tenant(ctx.tenantId, async ({ prisma }) => ({
    events: await prisma.event.findMany({ orderBy: { id: 'asc' } }),
    audit: await prisma.auditRecord.findMany({ orderBy: { id: 'asc' } }),
  }));
}

let people = 0;

/** A user of the tenant, with a name of their own. */
export function person(ctx: Context, input: object = {}): Promise<UserRow> {
  people += 1;
  return createUser(ctx, { email: `person-${people}@example.test`, ...input });
}

/** A verb's refusal, whether it throws at once or later. */
export async function refusal(work: () => Promise<unknown>): Promise<{ code?: string; message?: string }> {
  try {
    await work();
  } catch (error) {
    return error as { code?: string };
  }
  throw new Error('it was not refused');
}
