import type { Prisma, PrismaClient } from '@joinery/prisma';
import type pg from 'pg';
import { type Sql, sql } from './sql.ts';
import { createStatementNames } from './statement-names.ts';
import { Trip, type TripStatement } from './trip.ts';

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
 * A transaction on a plain connection: for the few hot statements. Statements that are not awaited in between travel
 * together: BEGIN and the tenant with the first of them, and what is left to write with COMMIT, two trips in all.
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

/** Takes a connection back, before what runs after the commit. */
type Release = (broken: Error | undefined) => void;

interface TransactionRun<T> {
  tenantId: string | null;
  work: (tx: SqlTransaction) => Promise<T>;
  release: Release;
}

/** One transaction on a connection that nobody else uses meanwhile. */
export async function runTransaction<T>(
  client: pg.PoolClient,
  { tenantId, work, release }: TransactionRun<T>,
): Promise<T> {
  const hooks = new Hooks();
  const value = await onConnection({ client, hooks, release }, async (tx) => {
    const opened = tx.open(tenantId);
    const value = await work(tx);
    const written = hooks.runBefore();
    const committing = tx.commit();
    hooks.runDuring();
    const [committed] = await Promise.all([committing, opened, written]);
    requireCommitted(committed);
    return value;
  });
  hooks.runAfter();
  return value;
}

/** A transaction of this one statement, of a tenant or across tenants: everything from BEGIN to COMMIT in one trip. Answers its rows. */
export async function inOneTrip<Row>(pool: pg.Pool, tenantId: string | null, statement: Sql): Promise<Row[]> {
  const client = await pool.connect();
  const release: Release = (broken) => client.release(broken);
  return onConnection({ client, hooks: new Hooks(), release }, async (tx) => {
    const opened = tx.open(tenantId);
    const asked = tx.query<Row>(statement);
    const [rows, committed] = await Promise.all([asked, tx.commit(), opened]);
    requireCommitted(committed);
    return rows;
  });
}

interface Held {
  client: pg.PoolClient;
  hooks: Hooks;
  release: Release;
}

async function onConnection<T>(
  { client, hooks, release }: Held,
  work: (tx: PlainTransaction) => Promise<T>,
): Promise<T> {
  const tx = new PlainTransaction(client, hooks);
  let broken: Error | undefined;
  try {
    return await work(tx);
  } catch (error) {
    tx.isOver = true;
    tx.depart();
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    release(broken);
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK instead of an error. */
function requireCommitted({ command }: pg.QueryResult): void {
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
}

class PlainTransaction implements SqlTransaction {
  readonly #client: pg.PoolClient;
  readonly beforeCommit: Hooks['beforeCommit'];
  readonly whileCommitting: Hooks['whileCommitting'];
  readonly afterCommit: Hooks['afterCommit'];
  /** What leaves with the next trip, at the end of what runs now. */
  #waiting: TripStatement[] = [];
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

  query = async <Row>(statement: Sql): Promise<Row[]> => (await this.run(statement)).rows as Row[];
  execute = async (statement: Sql): Promise<number> => (await this.run(statement)).rowCount ?? 0;
  carrier = {
    executeSql: (text: string, values: unknown[] = []): Promise<pg.QueryResult> =>
      values.length > 0 ? this.run({ text, values }) : this.#runScript(text),
  };

  /** Awaited with the commit; a failure before that shows in the first statement already. */
  open(tenantId: string | null): Promise<unknown> {
    const begun = [this.run({ text: 'BEGIN' })];
    if (tenantId !== null) begun.push(this.run(sql`SELECT set_config('app.tenant_id', ${tenantId}, true)`));
    const opened = Promise.all(begun);
    opened.catch(() => undefined);
    return opened;
  }

  /** Sends what is left to write and COMMIT, at once: others may be told while it is on its way. */
  commit(): Promise<pg.QueryResult> {
    const committed = this.run({ text: 'COMMIT' });
    this.isOver = true;
    this.depart();
    return committed;
  }

  async run({ text, values = [] }: { text: string; values?: unknown[] }): Promise<pg.QueryResult> {
    if (this.isOver) throw new Error(OVER);
    if (this.#waiting.length === 0) queueMicrotask(() => this.depart());
    const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
    const answer: TripStatement['answer'] = (error, result) => (error ? reject(error) : resolve(result));
    this.#waiting.push({ config: { name: nameOf(text) ?? '', text, values }, answer });
    try {
      return await promise;
    } catch (error) {
      // Who sent it says more than the socket that the answer came by.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  /** A text without values may be several statements, which only pg's simple protocol takes. */
  #runScript(text: string): Promise<pg.QueryResult> {
    if (this.isOver) return Promise.reject(new Error(OVER));
    this.depart();
    return this.#client.query(text);
  }

  /** Sends what waits. */
  depart(): void {
    const statements = this.#waiting;
    if (statements.length === 0) return;
    this.#waiting = [];
    this.#client.query<pg.Submittable>(new Trip(statements) as unknown as pg.Submittable);
  }
}

const OVER = 'the transaction is over';
const nameOf = createStatementNames('sql');
