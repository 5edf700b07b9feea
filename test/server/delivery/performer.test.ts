import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lanes } from '../../../server/src/modules/delivery/engine/lanes.ts';
import type { Claimed } from '../../../server/src/modules/delivery/engine/outcome.ts';
import { createPerformer } from '../../../server/src/modules/delivery/engine/perform.ts';
import { Rests } from '../../../server/src/modules/delivery/engine/rests.ts';
import { send } from '../../../server/src/modules/delivery/engine/send.ts';
import { compileTenant } from '../../../server/src/modules/integration/index.ts';
import { createEgress } from '../../../server/src/platform/egress/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { createBell } from '../../../server/src/platform/workers/bell.ts';
import { ok } from '../../harness/sink.ts';
import { type DeliveryTest, postNewGroups, startDeliveryTest } from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
});

afterAll(() => test.close());

/** A delivery as it is when its attempt begins. */
async function claimedDelivery(path: string): Promise<Claimed> {
  const { tenantId, owner } = await test.newTenant();
  await postNewGroups(owner, `${test.sink.url}${path}`);
  const [integration] = [...(await compileTenant(owner)).byId.values()];
  const [action] = integration?.actions ?? [];
  if (!integration || !action) throw new Error('there is no action');
  const event = {
    ...{ tenantId, id: newId(), type: 'group.created' as const, actorId: null, actorEmail: null, ipAddress: null },
    ...{
      traceparent: null,
      tracestate: null,
      firedAt: new Date(),
      data: {},
      previous: null,
      version: 1,
      causationId: null,
      depth: 0,
    },
  };
  return { deliveryId: newId(), event, integration, action, claim: 0, attemptCount: 0, retryCount: 0, isTest: false };
}

describe('performing deliveries', () => {
  it('gives their room back and does not reject, whatever goes wrong, and has the strays looked for', async () => {
    const lanes = new Lanes();
    let suspicions = 0;
    const performer = createPerformer(test.services, {
      lanes,
      rests: new Rests(),
      writer: { write: () => Promise.reject(new Error('no such thing')) },
      health: {
        note: () => {
          throw new Error('no such thing either');
        },
        stop: async () => undefined,
      },
      strays: {
        suspect: () => {
          suspicions += 1;
        },
        look: async () => undefined,
      },
    });
    const claimed = [await claimedDelivery('/one'), await claimedDelivery('/two')];
    const performed = performer.perform(claimed);
    expect(lanes.total).toBe(2);
    await performed;
    expect(lanes.total).toBe(0);
    expect(suspicions).toBe(2);
  });

  it('records nothing of a claim that was not committed: another claim sends it again', async () => {
    test.sink.answer(ok);
    const lanes = new Lanes();
    let written = 0;
    const performer = createPerformer(test.services, {
      lanes,
      rests: new Rests(),
      writer: {
        write: async () => {
          written += 1;
        },
      },
      health: { note: () => undefined, stop: async () => undefined },
      strays: { suspect: () => undefined, look: async () => undefined },
    });
    const claimed = [await claimedDelivery('/rolled-back')];
    await performer.perform(claimed, Promise.resolve(false));
    expect(test.sink.at('/rolled-back')).toHaveLength(1);
    expect([written, lanes.total]).toEqual([0, 0]);
    await performer.perform(claimed, Promise.resolve(true));
    expect(test.sink.at('/rolled-back').map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill(claimed[0]?.deliveryId),
    );
    expect([written, lanes.total]).toEqual([1, 0]);
  });

  it('uses up no attempt when the process is about to end and sends nothing any more', async () => {
    const egress = createEgress({ allow: ['127.0.0.0/8'] });
    await egress.close();
    const result = await send({ ...test.services, egress }, await claimedDelivery('/too-late'));
    expect(result).toMatchObject({ outcome: 'deferred' });
    expect(test.sink.at('/too-late')).toEqual([]);
  });
});

describe('the bell that wakes those who claim', () => {
  it('cuts a wait short', async () => {
    const bell = createBell();
    const waiting = bell.wait(60_000);
    bell.ring();
    await waiting;
  });

  it('is heard even when it rang while nobody was waiting', async () => {
    const bell = createBell();
    bell.reset();
    bell.ring();
    await bell.wait(60_000);
  });

  it('is not heard again by who has looked since', async () => {
    const bell = createBell();
    bell.ring();
    bell.reset();
    let isOver = false;
    const waiting = bell.wait(60_000).then(() => {
      isOver = true;
    });
    await new Promise<void>((next) => setImmediate(next));
    expect(isOver).toBe(false);
    bell.ring();
    await waiting;
  });
});
