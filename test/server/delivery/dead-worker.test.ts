import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lanes } from '../../../server/src/modules/delivery/engine/lanes.ts';
import { createDeliveryStrays } from '../../../server/src/modules/delivery/engine/strays.ts';
import { WORKER_LOCK_CLASS } from '../../../server/src/platform/workers/worker-lock.ts';
import { registerWorker } from '../../../server/src/platform/workers/worker-registry.ts';
import { eventually } from '../../harness/eventually.ts';
import { ok } from '../../harness/sink.ts';
import {
  ask,
  type DeliveryTest,
  deliveriesOf,
  deliveryOf,
  holdAnswers,
  isOver,
  isRunning,
  makeGroup,
  postNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

const workerIds = async () =>
  (await ask<{ id: string }>(test, 'SELECT id::text FROM workers ORDER BY id')).map(({ id }) => id);

/** A delivery that was sent once, put back as if the given worker had claimed it and not sent it yet. */
async function heldBy(workerId: string, path: string) {
  test.sink.answer(ok);
  const { tenantId, owner } = await test.newTenant();
  await postNewGroups(owner, `${test.sink.url}${path}`);
  await makeGroup(owner, 'ops');
  const { id } = await deliveryOf(test, tenantId, isOver);
  await ask(
    test,
    `UPDATE deliveries SET status = 'RUNNING', worker_id = $2, claim = claim + 1, attempt_count = 0, finished_at = NULL WHERE id = $1`,
    [id, workerId],
  );
  await ask(test, 'DELETE FROM attempts WHERE delivery_id = $1', [id]);
  return { tenantId, id };
}

/** Ends the connection that holds a worker's lock, as a restart of the database would. */
async function endLock(workerId: string): Promise<void> {
  const pg = await import('pg');
  const operator = new pg.default.Client(test.database.url);
  await operator.connect();
  const { rows } = await operator.query(
    `SELECT pg_terminate_backend(pid, 5000) AS is_gone FROM pg_locks
     WHERE locktype = 'advisory' AND classid = $1::oid AND objid = $2::oid AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [WORKER_LOCK_CLASS, workerId],
  );
  await operator.end();
  expect(rows).toEqual([{ is_gone: true }]);
}

describe('a worker that is gone', () => {
  it('has what it held handed back, and is forgotten', async () => {
    const [dead] = await ask<{ id: string }>(test, `INSERT INTO workers (name) VALUES ('dead') RETURNING id::text`);
    const { tenantId } = await heldBy(dead?.id ?? '', '/dead');
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS', attempt_count: 1 });
    expect(test.sink.at('/dead')).toHaveLength(2);
    expect(await workerIds()).not.toContain(dead?.id);
  });

  it('is found even after an orderly leave, when it left something unfinished', async () => {
    const leaving = await registerWorker({
      table: 'deliveries',
      url: test.database.url,
      name: 'leaving',
      log: test.services.log,
    });
    const { tenantId } = await heldBy(leaving.id, '/left');
    await leaving.close();
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS' });
    expect(await workerIds()).not.toContain(leaving.id);
  });

  it('leaves no trace when it has finished everything', async () => {
    const leaving = await registerWorker({
      table: 'deliveries',
      url: test.database.url,
      name: 'tidy',
      log: test.services.log,
    });
    const { id } = leaving;
    expect(await workerIds()).toContain(id);
    await leaving.close();
    expect(await workerIds()).not.toContain(id);
  });
});

describe('a worker that only lost its connection', () => {
  it('is back under its own name, and what it sends is not sent twice', async () => {
    const receiver = holdAnswers();
    test.sink.answer(receiver.answer);
    const before = await workerIds();
    const { tenantId, owner } = await test.newTenant();
    await postNewGroups(owner, `${test.sink.url}/blink`, { timeoutSeconds: 60 });
    await makeGroup(owner, 'ops');
    await eventually(() => expect(receiver.held).toHaveLength(1));
    for (const id of before) await endLock(id);
    await eventually(async () => {
      const held = await ask(
        test,
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::oid AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [WORKER_LOCK_CLASS],
      );
      expect(held).toHaveLength(before.length);
    });
    expect(await workerIds()).toEqual(before);
    receiver.letGo();
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS', attempt_count: 1 });
    expect(test.sink.at('/blink')).toHaveLength(1);
  });

  it('gets a new name when it was taken for dead meanwhile', async () => {
    const sleeper = await registerWorker({
      table: 'deliveries',
      url: test.database.url,
      name: 'sleeper',
      log: test.services.log,
    });
    const { id } = sleeper;
    await ask(test, 'DELETE FROM workers WHERE id = $1', [id]);
    await endLock(id);
    await eventually(() => expect(sleeper.id).not.toBe(id));
    expect(await workerIds()).toContain(sleeper.id);
    // A claim that was on its way to the database meanwhile was made under the old name.
    const { tenantId } = await heldBy(id, '/old-name');
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS' });
    await sleeper.close();
  });
});

describe('a claim whose commit went through although its answer was lost', () => {
  it('is found by the worker that holds it at two looks, and handed back', async () => {
    const holder = await registerWorker({
      table: 'deliveries',
      url: test.database.url,
      name: 'holder',
      log: test.services.log,
    });
    const strays = createDeliveryStrays(test.services, { worker: holder, lanes: new Lanes() });
    const { tenantId } = await heldBy(holder.id, '/stray');
    await strays.look();
    await strays.look();
    expect((await deliveriesOf(test, tenantId))[0]?.status).toBe('RUNNING');
    strays.suspect();
    await strays.look();
    expect((await deliveriesOf(test, tenantId))[0]?.status).toBe('RUNNING');
    await strays.look();
    expect(await deliveryOf(test, tenantId, isOver)).toMatchObject({ status: 'SUCCESS' });
    await holder.close();
  });

  it('is left alone while it is being sent', async () => {
    const holder = await registerWorker({
      table: 'deliveries',
      url: test.database.url,
      name: 'busy',
      log: test.services.log,
    });
    const lanes = new Lanes();
    const strays = createDeliveryStrays(test.services, { worker: holder, lanes });
    const { tenantId, id } = await heldBy(holder.id, '/busy');
    lanes.start(tenantId, 'any', id, Date.now());
    strays.suspect();
    for (let look = 0; look < 3; look += 1) await strays.look();
    expect(await deliveryOf(test, tenantId, isRunning)).toMatchObject({ id });
    await holder.close();
  });
});
