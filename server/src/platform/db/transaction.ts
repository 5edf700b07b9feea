import type { Prisma, PrismaClient } from '@joinery/prisma';
import type pg from 'pg';
import { fromPrisma } from 'pg-boss';
import type { Sql } from './sql.ts';

/** What runs inside one transaction, whoever carries it. */
export interface SqlTransaction {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Answers the number of rows that were touched. */
  execute(statement: Sql): Promise<number>;
  /** A finished text of a library, with its values: pg-boss enqueues through it. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs once, right before the commit, with all that was registered under other keys. Idempotent by key. */
  beforeCommit(key: symbol, work: () => Promise<unknown>): void;
  /** Runs after the commit has succeeded; what it throws is the caller's own to handle. */
  afterCommit(work: () => void): void;
}

export interface PrismaTransaction extends SqlTransaction {
  readonly prisma: Prisma.TransactionClient;
}

class Hooks {
  readonly #before = new Map<symbol, () => Promise<unknown>>();
  readonly #after: (() => void)[] = [];

  beforeCommit = (key: symbol, work: () => Promise<unknown>): void => {
    if (!this.#before.has(key)) this.#before.set(key, work);
  };
  afterCommit = (work: () => void): void => {
    this.#after.push(work);
  };
  runBefore(): Promise<unknown> {
    return Promise.all([...this.#before.values()].map((work) => work()));
  }
  runAfter(): void {
    for (const work of this.#after) work();
  }
}

/** A transaction that sees one tenant, carried by Prisma: for the many ordinary verbs. */
export async function inTenant<T>(
  prisma: PrismaClient,
  tenantId: string,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  const hooks = new Hooks();
  const result = await prisma.$transaction(
    async (client) => {
      await client.$queryRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
      const value = await work({
        prisma: client,
        query: (statement) => client.$queryRaw(statement),
        execute: (statement) => client.$executeRaw(statement),
        executeSql: fromPrisma(client).executeSql,
        beforeCommit: hooks.beforeCommit,
        afterCommit: hooks.afterCommit,
      });
      await hooks.runBefore();
      return value;
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
  hooks.runAfter();
  return result;
}

/**
 * A transaction on a plain connection: for the few hot statements. The connection pipelines, so BEGIN and the
 * tenant travel with the first statement, and what is left to write travels with COMMIT: two trips in all.
 * Without a tenant (`null`) nothing of any tenant is visible to `joinery_app`; `joinery_system` needs none.
 */
export async function inSqlTransaction<T>(
  pool: pg.Pool,
  tenantId: string | null,
  work: (tx: SqlTransaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const hooks = new Hooks();
  let broken: Error | undefined;
  try {
    const opened = open(client, tenantId);
    const value = await work({
      query: async <Row>(statement: Sql) => (await client.query(statement)).rows as Row[],
      execute: async (statement) => (await client.query(statement)).rowCount ?? 0,
      executeSql: (text, values) => client.query(text, values),
      beforeCommit: hooks.beforeCommit,
      afterCommit: hooks.afterCommit,
    });
    const written = hooks.runBefore();
    const committed = client.query('COMMIT');
    const [, , { command }] = await Promise.all([opened, written, committed]);
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK instead of an error.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
    hooks.runAfter();
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function open(client: pg.PoolClient, tenantId: string | null): Promise<unknown> {
  const begun = client.query('BEGIN');
  if (tenantId === null) return begun;
  const set = client.query({ name: 'set_tenant', text: `SELECT set_config('app.tenant_id', $1, true)`, values: [tenantId] });
  const both = Promise.all([begun, set]);
  // Awaited with the commit; a failure before that shows in the first statement already.
  both.catch(() => undefined);
  return both;
}
