import type { Writable } from 'node:stream';
import type { Prisma, PrismaClient } from '@joinery/prisma';
import type pg from 'pg';
import type { Sql } from './sql.ts';
import { createStatementNames } from './statement-names.ts';

type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** What runs inside one transaction, whoever carries it. */
export interface SqlTransaction {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** Answers the number of rows that were touched. */
  execute(statement: Sql): Promise<number>;
  /** What carries it, for a library that brings statements of its own: pg-boss. */
  readonly carrier: { prisma: Prisma.TransactionClient } | { executeSql: ExecuteSql };
  /** Runs once, right before the commit, with all that was registered under other keys. Idempotent by key. */
  beforeCommit(key: symbol, work: () => Promise<unknown>): void;
  /**
   * Runs while the commit is under way, which may still fail: for what must not wait for the disk. Where the commit
   * cannot be overtaken (Prisma), it runs right after. Must not throw.
   */
  whileCommitting(work: () => void): void;
  /** Runs after the commit has succeeded; what it throws is the caller's own to handle. */
  afterCommit(work: () => void): void;
}

export interface PrismaTransaction extends SqlTransaction {
  readonly prisma: Prisma.TransactionClient;
}

class Hooks {
  readonly #before = new Map<symbol, () => Promise<unknown>>();
  readonly #during: (() => void)[] = [];
  readonly #after: (() => void)[] = [];

  beforeCommit = (key: symbol, work: () => Promise<unknown>): void => {
    if (!this.#before.has(key)) this.#before.set(key, work);
  };
  whileCommitting = (work: () => void): void => {
    this.#during.push(work);
  };
  afterCommit = (work: () => void): void => {
    this.#after.push(work);
  };
  runBefore(): Promise<unknown> {
    return Promise.all([...this.#before.values()].map((work) => work()));
  }
  runDuring(): void {
    for (const work of this.#during) work();
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
        carrier: { prisma: client },
        beforeCommit: hooks.beforeCommit,
        whileCommitting: hooks.whileCommitting,
        afterCommit: hooks.afterCommit,
      });
      await hooks.runBefore();
      return value;
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
  hooks.runDuring();
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
  return runTransaction(client, { tenantId, work, release: (broken) => client.release(broken) });
}

interface TransactionRun<T> {
  tenantId: string | null;
  work: (tx: SqlTransaction) => Promise<T>;
  /** Takes the connection back, before what runs after the commit. */
  release(broken: Error | undefined): void;
}

/** One transaction on a connection that nobody else uses meanwhile. */
export async function runTransaction<T>(
  client: pg.PoolClient,
  { tenantId, work, release }: TransactionRun<T>,
): Promise<T> {
  const hooks = new Hooks();
  const tx = new PlainTransaction(client, hooks);
  let broken: Error | undefined;
  let value: T;
  try {
    const [opened, working] = together(client, () => [open(client, tenantId), work(tx)] as const);
    value = await working;
    const [written, committed] = together(client, () => [hooks.runBefore(), client.query('COMMIT')] as const);
    tx.isOver = true;
    hooks.runDuring();
    const [, , { command }] = await Promise.all([opened, written, committed]);
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK instead of an error.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
  } catch (error) {
    tx.isOver = true;
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    release(broken);
  }
  hooks.runAfter();
  return value;
}

class PlainTransaction implements SqlTransaction {
  readonly #client: pg.PoolClient;
  readonly beforeCommit: Hooks['beforeCommit'];
  readonly whileCommitting: Hooks['whileCommitting'];
  readonly afterCommit: Hooks['afterCommit'];
  /**
   * Of work that runs side by side, some may still go on when another part has failed: by then the connection belongs
   * to someone else, whose transaction it must not end up in.
   */
  isOver = false;

  constructor(client: pg.PoolClient, { beforeCommit, whileCommitting, afterCommit }: Hooks) {
    this.#client = client;
    this.beforeCommit = beforeCommit;
    this.whileCommitting = whileCommitting;
    this.afterCommit = afterCommit;
  }

  query = async <Row>(statement: Sql): Promise<Row[]> => (await this.#run(prepared(statement))).rows as Row[];
  execute = async (statement: Sql): Promise<number> => (await this.#run(prepared(statement))).rowCount ?? 0;
  carrier = { executeSql: (text: string, values: unknown[] = []) => this.#run(prepared({ text, values })) };

  /** Sends at once, so that statements that are not awaited in between travel together. */
  #run(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    return this.isOver ? Promise.reject(new Error('the transaction is over')) : this.#client.query(statement);
  }
}

const nameOf = createStatementNames('sql');

function prepared({ text, values }: Pick<Sql, 'text' | 'values'>): pg.QueryConfig {
  const name = nameOf(text);
  return name === undefined ? { text, values } : { name, text, values };
}

/** Statements that are sent in one go leave in one write, and wake the server once. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  // pg keeps its socket there; without one (it has just been lost) there is nothing to join.
  const { stream } = (client as unknown as { connection: { stream?: Writable } }).connection;
  stream?.cork();
  try {
    return send();
  } finally {
    stream?.uncork();
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Awaited with the commit; a failure before that shows in the first statement already. */
function open(client: pg.PoolClient, tenantId: string | null): Promise<unknown> {
  if (tenantId !== null && !UUID.test(tenantId)) throw new TypeError('the tenant is not a uuid');
  // One statement list, which takes no parameters: what stands in it is hexadecimal.
  const begun = client.query(
    tenantId === null ? 'BEGIN' : `BEGIN; SELECT set_config('app.tenant_id', '${tenantId}', true)`,
  );
  begun.catch(() => undefined);
  return begun;
}
