import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SqlTransaction, sql } from '../../../server/src/platform/db/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';

let database: TestDatabase;
let test: TestServices;

beforeAll(async () => {
  database = await createDatabase();
  test = await createTestServices({ url: database.url });
});

afterAll(async () => {
  await test.close();
  await database.drop();
});

const system = <T>(work: (tx: SqlTransaction) => Promise<T>) => test.services.db.system(work);
const add = (tx: SqlTransaction, a: number, b: number) =>
  tx.query<{ sum: number }>(sql`SELECT ${a}::int + ${b}::int AS sum`);
const divide = (tx: SqlTransaction, a: number, b: number) => tx.query(sql`SELECT ${a}::int / ${b}::int AS quotient`);

describe('statements that travel together', () => {
  it('are each answered with its own rows, in any number', async () => {
    const sums = await system((tx) => Promise.all(Array.from({ length: 200 }, (_, n) => add(tx, n, 1))));
    expect(sums.map(([row]) => row?.sum)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });

  it('see what those before them did', async () => {
    const found = await system(async (tx) => {
      const [, , rows] = await Promise.all([
        tx.execute(sql`CREATE TEMPORARY TABLE things (n int) ON COMMIT DROP`),
        tx.execute(sql`INSERT INTO things VALUES (1), (2)`),
        tx.query(sql`SELECT n FROM things ORDER BY n`),
      ]);
      return rows;
    });
    expect(found).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('fail all of the one that failed, but for those before it', async () => {
    let outcomes: PromiseSettledResult<unknown>[] = [];
    const failing = system(async (tx) => {
      outcomes = await Promise.allSettled([add(tx, 1, 2), divide(tx, 1, 0), add(tx, 3, 4)]);
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: [{ sum: 3 }] },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'rejected', reason: { code: '22012' } },
    ]);
  });

  it('are prepared again where a failure before them kept them from it', async () => {
    const multiply = (tx: SqlTransaction) => tx.query(sql`SELECT ${6}::int * ${7}::int AS product`);
    const wrong = (tx: SqlTransaction) => tx.query(sql`SELECT ${1}::int FROM nowhere`);
    // As often as the pool has connections, so that every one of them has failed like this.
    for (let turn = 0; turn < test.services.config.databasePool; turn += 1) {
      await expect(system((tx) => Promise.all([wrong(tx), multiply(tx)]))).rejects.toMatchObject({ code: '42P01' });
      expect(await system(multiply)).toEqual([{ product: 42 }]);
    }
  });

  it('fail with what the last write before the commit failed of', async () => {
    const failing = system(async (tx) => tx.beforeCommit(Symbol('last'), () => divide(tx, 1, 0)));
    await expect(failing).rejects.toMatchObject({ code: '22012' });
  });

  it('keep their order with what a library sends as one text', async () => {
    const seen = await system(async (tx) => {
      if (!('executeSql' in tx.carrier)) throw new TypeError('a plain connection carries it');
      const made = tx.execute(sql`CREATE TEMPORARY TABLE texts (n int) ON COMMIT DROP`);
      const filled = tx.carrier.executeSql('INSERT INTO texts VALUES (1); INSERT INTO texts VALUES (2)');
      const [, , rows] = await Promise.all([made, filled, tx.query(sql`SELECT count(*)::int AS count FROM texts`)]);
      return rows;
    });
    expect(seen).toEqual([{ count: 2 }]);
  });
});
