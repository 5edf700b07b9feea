import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { deleteConnection } from '../../../server/src/modules/connection/index.ts';
import { cancelActionFlow } from '../../../server/src/modules/flow/run/cancel.ts';
import { uninstallPlugin } from '../../../server/src/modules/uninstallation/uninstall.ts';
import { refusal } from '../directory/setup.ts';
import { ask, connectDesk, type FlowState, type FlowTest, startFlowTest, startSteps } from './fixture.ts';

let test: FlowTest;
let owner: Context;
let connectionId: string;
let flow: FlowState;

const looking = () => ({
  name: 'until',
  actionType: 'wait_condition',
  input: { connectionId, actionType: 'desk_api_read', input: { name: 'd' }, path: 'taken', equals: true },
});

beforeAll(async () => {
  test = await startFlowTest();
  owner = (await test.newTenant()).owner;
  connectionId = await connectDesk(test, owner);
  flow = await startSteps(test, owner, [looking()]);
});
afterAll(() => test.close());

describe('a connection that a chain and a flow use', () => {
  it('is looked at in the version that the flow began with', async () => {
    const [row] = await ask<{ isSame: boolean }>(
      test,
      `SELECT s.plugin_version_id = i.plugin_version_id AS "isSame"
       FROM action_flow_steps s JOIN installations i ON i.tenant_id = s.tenant_id WHERE s.flow_id = $1`,
      [flow.id],
    );
    expect(row).toEqual({ isSame: true });
  });

  it('is not deleted unasked, nor its plugin uninstalled', async () => {
    const used = { code: 'PRECONDITION_FAILED', reason: 'HAS_DEPENDANTS' };
    const kinds = [{ kind: 'action_chain' }, { kind: 'action_flow', id: flow.id }];
    expect(await refusal(() => deleteConnection(owner, connectionId))).toMatchObject({
      ...used,
      extensions: { dependants: kinds },
    });
    const [installation] = await ask<{ id: string }>(test, 'SELECT id FROM installations WHERE tenant_id = $1', [
      owner.tenantId,
    ]);
    expect(await refusal(() => uninstallPlugin(owner, installation?.id ?? ''))).toMatchObject({
      ...used,
      extensions: { dependants: [{ kind: 'connection' }, ...kinds] },
    });
  });

  it('is in the way of nobody once the flow has ended, but for the chain, and goes by force', async () => {
    await cancelActionFlow(owner, flow.id);
    expect(await refusal(() => deleteConnection(owner, connectionId))).toMatchObject({
      extensions: { dependants: [{ kind: 'action_chain' }] },
    });
    expect(await deleteConnection(owner, connectionId, true)).toMatchObject({ id: connectionId });
  });
});
