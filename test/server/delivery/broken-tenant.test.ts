import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatchBatch } from '../../../server/src/modules/delivery/engine/dispatch.ts';
import { createIntegrationCache } from '../../../server/src/modules/delivery/engine/integration-cache.ts';
import { Lanes } from '../../../server/src/modules/delivery/engine/lanes.ts';
import type { Claimed } from '../../../server/src/modules/delivery/engine/outcome.ts';
import { Rests } from '../../../server/src/modules/delivery/engine/rests.ts';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { recoverDeliveries } from '../../../server/src/modules/delivery/recover.ts';
import { retryDelivery } from '../../../server/src/modules/delivery/retry.ts';
import { compileTenant } from '../../../server/src/modules/integration/index.ts';
import { previewIntegration } from '../../../server/src/modules/integration/preview/preview.ts';
import {
  rotateSigningSecret,
  signingSecret,
} from '../../../server/src/modules/integration/secrets/rotate-signing-secret.ts';
import { eventually } from '../../harness/eventually.ts';
import { createTestServices, type TestTenant } from '../../harness/services.ts';
import { ok } from '../../harness/sink.ts';
import {
  ask,
  type DeliveryTest,
  deliveriesOf,
  deliveryOf,
  isOver,
  makeGroup,
  postNewGroups,
  recordNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;
let endWorker = () => test.stopWorker();

beforeAll(async () => {
  test = await startDeliveryTest();
  test.sink.answer(ok);
});

afterAll(async () => {
  await endWorker();
  await test.close();
});

const undispatchedOf = (tenantId: string) =>
  ask<{ id: string }>(test, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]);

/** Makes what a tenant has in a table unreadable, as altered bytes are. Answers how to mend it. */
async function alter(
  { tenantId, owner }: TestTenant,
  table: 'data_keys' | 'secrets',
  where = 'true',
  values: unknown[] = [],
) {
  const column = table === 'data_keys' ? 'wrapped_key' : 'sealed';
  const update = (to: string) =>
    ask(test, `UPDATE ${table} SET ${column} = ${to} WHERE tenant_id = $1 AND ${where}`, [tenantId, ...values]);
  await update(`'\\x00' || ${column}`);
  await raiseVersion(owner);
  return {
    mend: async () => {
      await update(`substring(${column} from 2)`);
      await raiseVersion(owner);
    },
  };
}

/** Lets another worker take over, which has no key in memory yet. Answers what is done while there is none. */
async function replaceWorker<Result>(meanwhile: () => Promise<Result>): Promise<Result> {
  await endWorker();
  const result = await meanwhile();
  const { services, close } = await createTestServices({ url: test.database.url, masterKey: test.masterKey });
  const worker = await startDelivery(services, test.database.url);
  endWorker = async () => {
    endWorker = async () => undefined;
    await worker.stop();
    await close();
  };
  return result;
}

async function failureEventsOf(tenantId: string) {
  return ask(test, `SELECT data FROM events WHERE tenant_id = $1 AND type = 'event_action.delivery_failed'`, [
    tenantId,
  ]);
}

async function failingSince(id: string): Promise<Date | null | undefined> {
  const [row] = await ask<{ failing_since: Date | null }>(
    test,
    'SELECT failing_since FROM integrations WHERE id = $1',
    [id],
  );
  return row?.failing_since;
}

/** What every change of an integration does. */
function raiseVersion(owner: TestTenant['owner']) {
  return owner.db.tenant(owner.tenantId, async (tx) => {
    await tx.prisma.tenant.update({
      where: { id: owner.tenantId },
      data: { integrationVersion: { increment: 1 } },
    });
    tx.afterCommit(() => owner.signals.raise('integrations', [owner.tenantId]));
  });
}

describe('an integration whose secret cannot be opened', () => {
  it('fails by itself, where its history, its health and the failure event show it; the others go on', async () => {
    const tenant = await test.newTenant();
    const { owner, tenantId } = tenant;
    const broken = await postNewGroups(owner, `${test.sink.url}/unopened`);
    await postNewGroups(owner, `${test.sink.url}/opened`);
    const { mend } = await alter(tenant, 'secrets', 'owner_id = $2', [broken.id]);
    await makeGroup(owner, 'ops');
    await eventually(() => expect(test.sink.at('/opened')).toHaveLength(1));
    const failed = async () => (await deliveriesOf(test, tenantId)).filter(({ status }) => status === 'FAILED');
    const reason = 'this integration cannot fire: its signing secret cannot be opened: rotate it';
    await eventually(async () => expect(await failed()).toMatchObject([{ error: reason }]));
    expect(await failureEventsOf(tenantId)).toMatchObject([{ data: { integration_id: broken.id, error: reason } }]);
    await eventually(async () => expect(await failingSince(broken.id)).not.toBeNull());
    await expect(signingSecret(owner, broken.id)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await previewIntegration(owner, { sample: 'group.created' })).toMatchObject([
      { integrationId: broken.id, error: expect.stringContaining('signing secret') },
      { error: null },
    ]);
    await mend();
    const since = new Date(Date.now() - 60_000);
    expect(await recoverDeliveries(owner, broken.id, { since })).toEqual({ retried: 1 });
    await eventually(() => expect(test.sink.at('/unopened')).toHaveLength(1));
  });

  it('is mended by giving it a new one', async () => {
    const tenant = await test.newTenant();
    const { id } = await postNewGroups(tenant.owner, `${test.sink.url}/rotated`);
    await alter(tenant, 'secrets', 'owner_id = $2', [id]);
    expect(await rotateSigningSecret(tenant.owner, id)).toHaveLength(1);
    await makeGroup(tenant.owner, 'ops');
    await eventually(() => expect(test.sink.at('/rotated')).toHaveLength(1));
  });
});

describe('a tenant whose integrations cannot be read', () => {
  it('does not hold up any other, and gets everything once it is mended', async () => {
    const broken = await test.newTenant();
    const sound = await test.newTenant();
    await postNewGroups(broken.owner, `${test.sink.url}/broken`);
    await postNewGroups(sound.owner, `${test.sink.url}/sound`);
    const { mend } = await replaceWorker(() => alter(broken, 'data_keys'));
    await makeGroup(broken.owner, 'first');
    for (const name of ['one', 'two', 'three']) {
      await makeGroup(broken.owner, `with ${name}`);
      await makeGroup(sound.owner, name);
    }
    await eventually(() => expect(test.sink.at('/sound')).toHaveLength(3));
    expect(test.sink.at('/broken')).toEqual([]);
    expect((await undispatchedOf(broken.tenantId)).length).toBeGreaterThanOrEqual(4);
    expect(await deliveriesOf(test, broken.tenantId)).toEqual([]);
    await mend();
    await eventually(() => expect(test.sink.at('/broken')).toHaveLength(4));
    expect(await undispatchedOf(broken.tenantId)).toEqual([]);
  });

  it('keeps the jobs that wait, and those of others go on', async () => {
    const broken = await test.newTenant();
    const sound = await test.newTenant();
    for (const [{ owner, tenantId }, path] of [
      [broken, '/retry-broken'],
      [sound, '/retry-sound'],
    ] as const) {
      await postNewGroups(owner, `${test.sink.url}${path}`);
      await makeGroup(owner, 'ops');
      await deliveryOf(test, tenantId, isOver);
    }
    const { mend } = await replaceWorker(() => alter(broken, 'data_keys'));
    for (const { owner, tenantId } of [broken, sound]) {
      const [delivery] = await deliveriesOf(test, tenantId);
      await retryDelivery(owner, delivery?.id ?? '');
    }
    await eventually(() => expect(test.sink.at('/retry-sound')).toHaveLength(2));
    expect((await deliveriesOf(test, broken.tenantId))[0]).toMatchObject({ status: 'PENDING' });
    await mend();
    await eventually(() => expect(test.sink.at('/retry-broken')).toHaveLength(2));
  });
});

describe('a condition that cannot be evaluated', () => {
  it('makes a failed delivery with the reason, and holds up nothing else of the batch', async () => {
    const { tenantId, owner } = await test.newTenant();
    await endWorker();
    await postNewGroups(owner, `${test.sink.url}/never`, {}, { name: 'odd' });
    await postNewGroups(owner, `${test.sink.url}/always`, {}, { name: 'even' });
    await recordNewGroups(owner, 1);
    const compiled = await compileTenant(owner);
    const integrations = [...compiled.byId.values()].map((integration) => ({
      ...integration,
      matches: () => {
        if (integration.name === 'odd') throw new TypeError('no such thing');
        return true;
      },
    }));
    const cache = {
      ...createIntegrationCache(test.services),
      get: async () => ({ ...compiled, byEventType: new Map([['group.created', integrations]]) }),
    };
    const bounds = {
      events: 10,
      eventsPerTenant: 10,
      tenants: 10,
      except: [],
      after: '00000000-0000-0000-0000-000000000000',
    };
    const begun: string[] = [];
    const begin = (claimed: Claimed[]) => void begun.push(...claimed.map(({ integration }) => integration.name));
    const parts = { cache, lanes: new Lanes(), rests: new Rests(), connection: test.services.db, workerId: '1' };
    await dispatchBatch(test.services, { ...parts, bounds, begin });
    cache.stop();
    expect(begun).toEqual(['even']);
    const states = await deliveriesOf(test, tenantId);
    expect(states.find(({ status }) => status === 'FAILED')).toMatchObject({
      attempt_count: 0,
      error: 'its conditions could not be evaluated for this event',
    });
    expect(states.filter(({ status }) => status === 'RUNNING')).toHaveLength(1);
  });
});
