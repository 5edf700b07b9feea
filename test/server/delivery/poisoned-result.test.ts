import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../server/src/modules/delivery/engine/outcome.ts';
import { createOutcomeWriter } from '../../../server/src/modules/delivery/engine/outcome-writer.ts';
import { compileTenant } from '../../../server/src/modules/integration/index.ts';
import {
  ask,
  attemptsOf,
  type DeliveryTest,
  deliveriesOf,
  postNewGroups,
  recordNewGroups,
  startDeliveryTest,
} from './fixture.ts';

let test: DeliveryTest;

beforeAll(async () => {
  test = await startDeliveryTest();
  await test.stopWorker();
});

afterAll(() => test.close());

/** Deliveries that are being sent, and a result of each, as it is handed to be written. */
async function results(count: number): Promise<{ tenantId: string; outcomes: Outcome[] }> {
  const { tenantId, owner } = await test.newTenant();
  const { id: integrationId } = await postNewGroups(owner, `${test.sink.url}/any`);
  const eventIds = await recordNewGroups(owner, count);
  const integration = (await compileTenant(owner)).byId.get(integrationId);
  const [action] = integration?.actions ?? [];
  if (!integration || !action) throw new Error('there is no action');
  const now = new Date();
  const outcomes = eventIds.map((eventId): Outcome => {
    const event = {
      ...{ tenantId, id: eventId, type: 'group.created' as const, actorId: null, actorEmail: null, ipAddress: null },
      ...{
        traceparent: null,
        tracestate: null,
        firedAt: now,
        data: {},
        previous: null,
        version: 1,
        causationId: null,
        depth: 0,
      },
    };
    const deliveryId = eventId;
    const source = { deliveryId, event, integration, action, claim: 0, attemptCount: 0, retryCount: 0, isTest: false };
    const response = { status: 200, headers: {}, body: 'fine', isCut: false };
    const attempt = { startedAt: now, durationMs: 1, request: {}, response };
    return {
      ...{ tenantId, deliveryId, claim: 0, status: 'SUCCESS', attemptCount: 1, retryCount: 0, nextAttemptAt: null },
      ...{
        error: null,
        responseStatus: 200,
        attempt,
        source,
        result: { outcome: 'success', startedAt: now, durationMs: 1 },
      },
    };
  });
  await ask(
    test,
    `INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status, worker_id)
     SELECT $1::uuid, id, id, $2::uuid, $3::uuid, 'http', 'group.created', 'RUNNING', 1 FROM unnest($4::uuid[]) AS id`,
    [tenantId, integrationId, action.id, eventIds],
  );
  return { tenantId, outcomes };
}

describe('a result that the database refuses', () => {
  it('does not keep the others of its batch from being written', async () => {
    const { tenantId, outcomes } = await results(50);
    const writer = createOutcomeWriter(test.services);
    const poisoned = outcomes.map((outcome, index) =>
      index === 17 ? { ...outcome, status: 'FAILED' as const, error: 'half a \0 text' } : outcome,
    );
    await Promise.all(poisoned.map((outcome) => writer.write(outcome)));
    const states = await deliveriesOf(test, tenantId);
    expect(states.filter(({ status }) => status === 'SUCCESS')).toHaveLength(49);
    expect(states.filter(({ status }) => status === 'FAILED')).toMatchObject([
      { id: outcomes[17]?.deliveryId, error: 'the reason could not be stored', attempt_count: 1 },
    ]);
    expect(await attemptsOf(test, outcomes[0]?.deliveryId ?? '')).toMatchObject([{ response: { body: 'fine' } }]);
  });

  it('keeps what can be kept of it: the attempt, without what was refused', async () => {
    const { tenantId, outcomes } = await results(1);
    const [outcome] = outcomes;
    if (!outcome) throw new Error('there is no result');
    const writer = createOutcomeWriter(test.services);
    await writer.write({ ...outcome, status: 'FAILED', error: 'a \0 reason' });
    expect(await deliveriesOf(test, tenantId)).toMatchObject([{ status: 'FAILED', attempt_count: 1 }]);
    expect(await attemptsOf(test, outcome.deliveryId)).toMatchObject([{ number: 1, response: { body: 'fine' } }]);
  });

  it('that can be stored in no form is left claimed, and the next results are written', async () => {
    const { tenantId, outcomes } = await results(3);
    const [first, second, third] = outcomes;
    if (!first?.attempt || !second || !third) throw new Error('there are no results');
    const writer = createOutcomeWriter(test.services);
    let isWritten = false;
    void writer.write({ ...first, attempt: { ...first.attempt, durationMs: 1e300 } }).then(() => {
      isWritten = true;
    });
    await Promise.all([writer.write(second), writer.write(third)]);
    expect(isWritten).toBe(false);
    const states = await deliveriesOf(test, tenantId);
    expect(states.map(({ status }) => status)).toEqual(['RUNNING', 'SUCCESS', 'SUCCESS']);
  });

  it('of a claim that has lapsed writes nothing, and is done', async () => {
    const { tenantId, outcomes } = await results(2);
    await ask(test, 'UPDATE deliveries SET claim = 1 WHERE id = $1', [outcomes[0]?.deliveryId]);
    const writer = createOutcomeWriter(test.services);
    await Promise.all(outcomes.map((outcome) => writer.write(outcome)));
    expect((await deliveriesOf(test, tenantId)).map(({ status }) => status)).toEqual(['RUNNING', 'SUCCESS']);
    expect(await attemptsOf(test, outcomes[0]?.deliveryId ?? '')).toEqual([]);
  });
});
