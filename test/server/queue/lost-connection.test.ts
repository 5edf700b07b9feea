import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SqlTransaction, sql } from '../../../server/src/platform/db/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';

let database: TestDatabase;
let test: TestServices;
let operator: pg.Client;

beforeAll(async () => {
  database = await createDatabase();
  test = await createTestServices({ url: database.url });
  operator = new pg.Client(database.url);
  await operator.connect();
});

afterAll(async () => {
  await test.close();
  await operator.end();
  await database.drop();
});

async function ownPid(tx: SqlTransaction): Promise<number> {
  const [row] = await tx.query<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
  return row?.pid ?? 0;
}

/** Ends a connection from the outside, as a restart of the database would; resolves when it is gone. */
async function end(pid: number): Promise<void> {
  const { rows } = await operator.query('SELECT pg_terminate_backend($1, 5000) AS is_gone', [pid]);
  expect(rows).toEqual([{ is_gone: true }]);
}

const lives = async () =>
  expect(await test.services.db.system((tx) => tx.query(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }]);

describe('a transaction whose connection is ended by the server', () => {
  it('rejects while a statement runs, and the process and its pool go on', async () => {
    const { db } = test.services;
    const running = db.system(async (tx) => {
      const pid = await ownPid(tx);
      const [statement] = await Promise.allSettled([tx.query(sql`SELECT pg_sleep(30)`), end(pid)]);
      return statement.status === 'rejected' ? Promise.reject(statement.reason) : statement.value;
    });
    await expect(running).rejects.toThrow();
    await lives();
  });

  it('rejects when it was between two statements', async () => {
    const { db } = test.services;
    const idle = db.system(async (tx) => {
      await end(await ownPid(tx));
      // Word of the end comes in while this transaction waits for something else.
      for (let turn = 0; turn < 3; turn += 1) await operator.query('SELECT 1');
      return tx.query(sql`SELECT 1`);
    });
    await expect(idle).rejects.toThrow();
    await lives();
  });

  it('rejects in a tenant’s transaction too, on either kind of connection', async () => {
    const { tenantId } = await test.newTenant();
    const { db } = test.services;
    const endAndGoOn = async (tx: SqlTransaction) => {
      await end(await ownPid(tx));
      for (let turn = 0; turn < 3; turn += 1) await operator.query('SELECT 1');
      return tx.query(sql`SELECT 1`);
    };
    await expect(db.tenantSql(tenantId, endAndGoOn)).rejects.toThrow();
    await expect(db.tenant(tenantId, endAndGoOn)).rejects.toThrow();
    await lives();
  });
});

describe('a transaction that fails', () => {
  it('is over: what parts of it still had to say is not said in the next one on the same connection', async () => {
    const { db } = test.services;
    let sayLate: () => Promise<unknown> = async () => undefined;
    const failed = db.system(async (tx) => {
      sayLate = () => tx.query(sql`SELECT 1`);
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    await expect(sayLate()).rejects.toThrow('is over');
  });

  it('is told of when PostgreSQL has rolled it back although every statement was forgiven', async () => {
    const { db } = test.services;
    const forgiving = db.system(async (tx) => {
      await tx.query(sql`SELECT 1 / 0`).catch(() => undefined);
      return 'done';
    });
    await expect(forgiving).rejects.toThrow('rolled back');
  });
});

describe('a connection that is kept in hand', () => {
  it('is the same from one transaction to the next, and another one after the server has ended it', async () => {
    const held = test.services.db.hold();
    const first = await held.system(ownPid);
    expect(await held.system(ownPid)).toBe(first);
    await end(first);
    // Either it has been found gone by now, or the next transaction finds out.
    const next = await held.system(ownPid).catch(() => held.system(ownPid));
    expect(next).not.toBe(first);
    held.release();
    await lives();
  });

  it('is left for another one when a transaction on it breaks, and goes on after one that only fails', async () => {
    const held = test.services.db.hold();
    const first = await held.system(ownPid);
    await expect(held.system(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await held.system(ownPid)).toBe(first);
    await expect(held.system(async (tx) => end(await ownPid(tx)))).rejects.toThrow();
    expect(await held.system(ownPid)).not.toBe(first);
    held.release();
    await lives();
  });
});
