import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { startFlowForEvent } from '../../../server/src/modules/flow/index.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, refusal } from '../directory/setup.ts';
import { ask, type FlowTest, finished, makeChain, startFlowTest } from './fixture.ts';

let test: FlowTest;
let delivery: { stop(): Promise<void> };

beforeAll(async () => {
  test = await startFlowTest();
  delivery = await startDelivery(test.services, test.database.url);
});

afterAll(async () => {
  await delivery.stop();
  await test.close();
});

interface Started {
  id: string;
  trigger: string;
  integration_name: string;
  input: object;
  subject: { email: string };
  delivery_id: string;
}

describe('an integration that starts a flow', () => {
  it('gives it what its bindings read of the event, once for a delivery', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [{ name: 'nothing', actionType: 'none' }], {
      inputSchema: { type: 'object', properties: { group: { type: 'string' } }, required: ['group'] },
    });
    const startFlow = {
      chainId: chain.id,
      input: { group: { $text: 'group {{event.data.group_name}}' } },
      subjectId: { $from: 'event.data.user_id' },
    };
    await createIntegration(owner, { name: 'seats', eventTypes: ['group.member_added'], actions: [{ startFlow }] });
    const user = await person(owner);
    const group = await createGroup(owner, { name: 'desk' });
    await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const flow = await eventually(async () => {
      const [row] = await ask<Started>(test, 'SELECT * FROM action_flows WHERE chain_id = $1', [chain.id]);
      if (!row) throw new Error('there is no flow yet');
      return row;
    });
    expect(flow).toMatchObject({
      trigger: 'INTEGRATION',
      integration_name: 'seats',
      input: { group: 'group desk' },
      subject: { email: user.email },
    });
    expect(await finished(test, flow.id)).toMatchObject({ status: 'SUCCESS' });

    const [event] = await ask<never>(
      test,
      `SELECT id, type, data, depth FROM events WHERE type = 'group.member_added' AND tenant_id = $1`,
      [owner.tenantId],
    );
    const again = { ...startFlow, deliveryId: flow.delivery_id, integrationName: 'seats', event: event as never };
    expect(await startFlowForEvent(owner, again)).toBe(flow.id);
    expect(await ask(test, 'SELECT 1 FROM action_flows WHERE chain_id = $1', [chain.id])).toHaveLength(1);
  });

  it('is refused when it is saved for a chain that is not there, or a binding that leads elsewhere', async () => {
    const { owner } = await test.newTenant();
    const { owner: other } = await test.newTenant();
    const theirs = await makeChain(other, [{ name: 'nothing', actionType: 'none' }]);
    const save = (startFlow: object) =>
      refusal(() => createIntegration(owner, { name: 'x', eventTypes: ['user.created'], actions: [{ startFlow }] }));
    expect(await save({ chainId: theirs.id })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'actions.0.startFlow.chainId' }],
    });
    const mine = await makeChain(owner, [{ name: 'nothing', actionType: 'none' }]);
    expect(await save({ chainId: mine.id, input: { a: { $from: 'steps.x' } } })).toMatchObject({
      fields: [{ path: 'actions.0.startFlow.input.a', message: 'steps.x is not of the event' }],
    });
  });

  it('is refused when it is saved for what the chain does not take, or its events do not say', async () => {
    const { owner } = await test.newTenant();
    const chain = await makeChain(owner, [{ name: 'nothing', actionType: 'none' }], {
      inputSchema: { type: 'object', properties: { team: { type: 'string' } }, required: ['team'] },
    });
    const faults = async (startFlow: object, eventTypes = ['group.member_added']) => {
      const actions = [{ startFlow: { chainId: chain.id, ...startFlow } }];
      const { fields } = (await refusal(() => createIntegration(owner, { name: 'x', eventTypes, actions }))) as {
        fields?: { path: string; message: string }[];
      };
      return fields?.map(({ path, message }) => `${path.replace('actions.0.startFlow.', '')}: ${message}`);
    };
    expect(await faults({})).toEqual(['input.team: is required']);
    expect(await faults({ input: { team: 7 } })).toEqual([expect.stringMatching(/^input\.team: .*string/)]);
    const misspelt = { input: { team: { $from: 'event.data.group_nam' } } };
    expect(await faults(misspelt)).toEqual([
      'input.team: there is no event.data.group_nam: did you mean event.data.group_name?',
    ]);
    const ofBoth = { input: { team: { $from: 'event.data.group_name' } } };
    expect(await faults(ofBoth, ['group.member_added', 'user.created'])).toEqual([
      'input.team: event.data.group_name is not said by user.created',
    ]);
    expect(
      await faults({ input: { team: 'a' }, subjectId: { $from: 'event.data.user_activ' } }, ['user.created']),
    ).toEqual(['subjectId: there is no event.data.user_activ: did you mean event.data.user_active?']);
  });
});
