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
import { eventually } from '../../harness/eventually.ts';
import type { TestTenant } from '../../harness/services.ts';
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

beforeAll(async () => {
  test = await startDeliveryTest();
  test.sink.answer(ok);
});

afterAll(() => test.close());

const undispatchedOf = (tenantId: string) =>
  ask<{ id: string }>(test, 'SELECT event_id AS id FROM undispatched_events WHERE tenant_id = $1', [tenantId]);

/** Makes the secrets of a tenant unreadable, as a data key that was lost would. Answers how to mend it. */
async function breakSecrets({ tenantId, owner }: TestTenant) {
  await ask(test, `UPDATE secrets SET sealed = '\\x00' || sealed WHERE tenant_id = $1`, [tenantId]);
  await raiseVersion(owner);
  return {
    mend: async () => {
      await ask(test, 'UPDATE secrets SET sealed = substring(sealed from 2) WHERE tenant_id = $1', [tenantId]);
      await raiseVersion(owner);
    },
  };
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

describe('a tenant whose integrations cannot be read', () => {
  it('does not hold up any other, and gets everything once it is mended', async () => {
    const broken = await test.newTenant();
    const sound = await test.newTenant();
    await postNewGroups(broken.owner, `${test.sink.url}/broken`);
    await postNewGroups(sound.owner, `${test.sink.url}/sound`);
    const { mend } = await breakSecrets(broken);
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
    const { mend } = await breakSecrets(broken);
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
    await test.stopWorker();
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
