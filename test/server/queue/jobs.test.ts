import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliverySendJob } from '../../../server/src/modules/delivery/index.ts';
import { sql } from '../../../server/src/platform/db/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
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

function job(tenantId = newId()) {
  return { data: { tenantId, deliveryIds: [newId()] }, groupId: tenantId };
}

const statesOf = (groupId: string) =>
  test.services.db.system((tx) =>
    tx.query<{ state: string }>(
      sql`SELECT state::text FROM pgboss.job WHERE group_id = ${groupId} ORDER BY created_on`,
    ),
  );

const take = (options: { exceptGroups: string[] } = { exceptGroups: [] }) =>
  test.services.db.system((tx) => test.services.queue.take(tx, DeliverySendJob, options));

/** Empties the queue, whatever a test before has left in it. */
async function takeAll(): Promise<void> {
  while ((await take()).length > 0);
}

describe('jobs that are enqueued in a transaction', () => {
  it('exist when it commits', async () => {
    const { db, queue } = test.services;
    const { groupId, ...rest } = job();
    await db.system((tx) => queue.send(tx, DeliverySendJob, [{ groupId, ...rest }]));
    expect(await statesOf(groupId)).toEqual([{ state: 'created' }]);
  });

  it('do not when it is rolled back, on either kind of connection', async () => {
    const { db, queue } = test.services;
    const { tenantId } = await test.newTenant();
    const refused = async (tx: Parameters<typeof queue.send>[0]) => {
      await queue.send(tx, DeliverySendJob, [job(tenantId)]);
      throw new Error('changed its mind');
    };
    await expect(db.system(refused)).rejects.toThrow('changed its mind');
    await expect(db.tenant(tenantId, refused)).rejects.toThrow('changed its mind');
    await expect(db.tenantSql(tenantId, refused)).rejects.toThrow('changed its mind');
    expect(await statesOf(tenantId)).toEqual([]);
  });

  it('can be added by a tenant’s transaction, which cannot read, change or delete any', async () => {
    const { db, queue } = test.services;
    const { tenantId } = await test.newTenant();
    await db.tenant(tenantId, (tx) => queue.send(tx, DeliverySendJob, [job(tenantId)]));
    expect(await statesOf(tenantId)).toEqual([{ state: 'created' }]);
    for (const statement of [
      sql`SELECT * FROM pgboss.job`,
      sql`SELECT data FROM pgboss.job_common`,
      sql`UPDATE pgboss.job SET state = 'completed'`,
      sql`DELETE FROM pgboss.job`,
    ]) {
      await expect(db.tenantSql(tenantId, (tx) => tx.query(statement))).rejects.toThrow('permission denied');
    }
  });
});

describe('jobs that are taken in a transaction', () => {
  it('are done when it commits, and nobody gets them again', async () => {
    const { db, queue } = test.services;
    await takeAll();
    const one = job();
    await db.system((tx) => queue.send(tx, DeliverySendJob, [one]));
    expect((await take()).map(({ data }) => data)).toEqual([one.data]);
    expect(await statesOf(one.groupId)).toEqual([{ state: 'completed' }]);
    expect(await take()).toEqual([]);
  });

  it('are as they were when it is rolled back', async () => {
    const { db, queue } = test.services;
    await takeAll();
    const one = job();
    await db.system((tx) => queue.send(tx, DeliverySendJob, [one]));
    const failing = db.system(async (tx) => {
      expect(await queue.take(tx, DeliverySendJob, { exceptGroups: [] })).toHaveLength(1);
      throw new Error('died');
    });
    await expect(failing).rejects.toThrow('died');
    expect(await statesOf(one.groupId)).toEqual([{ state: 'created' }]);
    expect(await take()).toHaveLength(1);
  });

  it('are not given to two at once', async () => {
    const { db, queue } = test.services;
    await takeAll();
    const jobs = Array.from({ length: 40 }, () => job());
    await db.system((tx) => queue.send(tx, DeliverySendJob, jobs));
    const taken: string[] = [];
    const takeUntilEmpty = async () => {
      for (;;) {
        const some = await take();
        if (some.length === 0) return;
        taken.push(...some.map(({ data }) => data.tenantId));
      }
    };
    await Promise.all([takeUntilEmpty(), takeUntilEmpty(), takeUntilEmpty()]);
    expect(taken.toSorted()).toEqual(jobs.map(({ groupId }) => groupId).toSorted());
  });

  it('are not those of groups that are to be passed over, and not those whose time has not come', async () => {
    const { db, queue } = test.services;
    await takeAll();
    const [full, open, later] = [job(), job(), job()];
    const startAfter = new Date(Date.now() + 3600_000);
    await db.system((tx) => queue.send(tx, DeliverySendJob, [full, { ...later, startAfter }, open]));
    expect((await take({ exceptGroups: [full.groupId] })).map(({ data }) => data)).toEqual([open.data]);
    expect((await take()).map(({ data }) => data)).toEqual([full.data]);
  });

  it('of a shape that nobody understands are dropped, and those beside them are not', async () => {
    const { db, queue } = test.services;
    await takeAll();
    const [odd, sound] = [job(), job()];
    const misshapen = { ...odd, data: { tenantId: 'nobody', deliveryIds: [] } };
    await db.system((tx) => queue.send(tx, DeliverySendJob, [misshapen, sound]));
    expect((await take()).map(({ data }) => data)).toEqual([sound.data]);
    expect(await take()).toEqual([]);
  });
});
