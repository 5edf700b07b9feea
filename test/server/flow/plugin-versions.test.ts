import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { titleByVersion, titleOfStep } from '../../../server/src/modules/chain/action-type/title.ts';
import { createConnection } from '../../../server/src/modules/connection/index.ts';
import { approveFlowStep } from '../../../server/src/modules/flow/decide/approve.ts';
import { startActionFlow } from '../../../server/src/modules/flow/run/start.ts';
import { installPlugin } from '../../../server/src/modules/installation/index.ts';
import { upgradeInstallation } from '../../../server/src/modules/installation/upgrade.ts';
import { revokeVersion } from '../../../server/src/modules/plugin/index.ts';
import { refusal, trailOf } from '../directory/setup.ts';
import { newPublisher, publishApproved, type TestPublisher } from '../plugin/setup.ts';
import { DESK_BUNDLE, DESK_PLUGIN } from './desk.ts';
import { type FlowState, type FlowTest, finished, inStatus, makeChain, startFlowTest } from './fixture.ts';

let test: FlowTest;
let owner: Context;
let publisher: TestPublisher;
let installationId: string;
let connectionId: string;

/** Of another version: who is given a seat gets another name, and who is called "elsewhere" is looked for elsewhere. */
const NEXT_BUNDLE = DESK_BUNDLE.replace("ask('PUT', '/seats/' + name)", "ask('PUT', '/seats/new-' + name)").replace(
  "endpoint: 'api'",
  "endpoint: order.input && order.input.name === 'elsewhere' ? 'elsewhere' : 'api'",
);

beforeAll(async () => {
  test = await startFlowTest();
  ({ owner } = await test.newTenant());
  publisher = await newPublisher(owner, 'desk-makers');
  const first = await publishApproved(owner, publisher, DESK_PLUGIN, DESK_BUNDLE);
  const installed = await installPlugin(owner, { pluginId: 'desk', acceptPermissions: first.permissions });
  installationId = installed.id;
  const secrets = [{ name: 'token', value: 'a-token-that-is-long-enough' }];
  const config = { url: test.desk.url };
  connectionId = (await createConnection(owner, { installationId, name: 'desk', config, secrets })).id;
});
beforeEach(() => test.desk.reset());
afterAll(() => test.close());

const step = (name: string, action: string) => ({
  ...{ name, connectionId, actionType: `desk_api_${action}`, input: { name } },
  retry: { maxAttempts: 1 },
});
const pause = { name: 'pause', actionType: 'approval', input: { message: 'Go on?', role: 'OWNER' } };

async function startAndPause(steps: object[]): Promise<FlowState> {
  const chain = await makeChain(owner, steps);
  const { id } = await startActionFlow(owner, { chainId: chain.id });
  return inStatus(test, id, 'WAITING');
}

async function goOn({ id, steps }: FlowState): Promise<FlowState> {
  await approveFlowStep(owner, steps.find(({ name }) => name === 'pause')?.id ?? '');
  return finished(test, id);
}

describe('a flow that has begun', () => {
  it('finishes on the version that it began with, by whose names it is told, and those after it take the new one', async () => {
    const paused = await startAndPause([step('a', 'give'), pause, step('b', 'give')]);
    const renamed = DESK_PLUGIN.actions.map((action) => ({ ...action, title: 'Give a seat, anew' }));
    await publishApproved(owner, publisher, { ...DESK_PLUGIN, actions: renamed, version: '1.1.0' }, NEXT_BUNDLE);
    await upgradeInstallation(owner, { id: installationId });
    const [began] = paused.steps;
    const pluginVersionId = began?.plugin_version_id ?? null;
    const give = { connectionId, actionType: 'desk_api_give' };
    expect(await titleByVersion(owner, { ...give, pluginVersionId })).toBe(DESK_PLUGIN.actions[1]?.title);
    expect(await titleOfStep(owner, give)).toBe('Give a seat, anew');
    expect(await titleOfStep(owner, { ...give, actionType: 'desk_api_gone' })).toBeNull();
    expect(await goOn(paused)).toMatchObject({ status: 'SUCCESS' });
    expect(test.desk.seats).toEqual(new Set(['a', 'b']));

    await goOn(await startAndPause([step('c', 'give'), pause]));
    expect(test.desk.seats).toEqual(new Set(['a', 'b', 'new-c']));
  });

  it('is refused a host that its plugin has not declared, which is audited', async () => {
    const { result, audit } = await trailOf(owner, async () =>
      goOn(await startAndPause([pause, step('elsewhere', 'read')])),
    );
    expect(result).toMatchObject({ status: 'FAILED', steps: [{}, { error_kind: 'denied' }] });
    expect(audit.filter(({ action }) => action === 'action_flow.step_performed')).toMatchObject([
      { outcome: 'failed', detail: { step: 'elsewhere', effect: 'read', requests: [] } },
    ]);
  });

  it('does nothing more of a version that was revoked since, not even read, which is audited', async () => {
    const next = { ...DESK_PLUGIN, version: '1.2.0' };
    const { digest } = await publishApproved(owner, publisher, next, DESK_BUNDLE);
    await upgradeInstallation(owner, { id: installationId });
    const paused = await startAndPause([step('a', 'give'), pause, step('b', 'read')]);
    await revokeVersion(test.services, digest, 'a backdoor');
    const { result, audit } = await trailOf(owner, () => goOn(paused));
    expect(result).toMatchObject({
      status: 'FAILED',
      steps: [{ status: 'SUCCESS' }, {}, { error_kind: 'precondition' }],
    });
    expect(test.desk.requests).not.toContain('GET /seats/b');
    expect(audit.filter(({ action }) => action === 'action_flow.step_performed')).toMatchObject([
      { outcome: 'failed', detail: { step: 'b', error: expect.stringMatching(/revoked/) } },
    ]);
  });
});

describe("another tenant's connection", () => {
  it('is refused to a chain that is saved, and to a flow that is told of it as it starts, and both are audited', async () => {
    const { owner: other } = await test.newTenant();
    const saved = await trailOf(other, () => refusal(() => makeChain(other, [step('a', 'read')])));
    expect(saved.result).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'steps.0.connectionId' }] });
    expect(saved.audit).toMatchObject([{ action: 'action_chain.created', outcome: 'failed' }]);

    const look = { connectionId: { $from: 'input.connectionId' }, principals: ['ada'] };
    const chain = await makeChain(other, [
      { name: 'look', actionType: 'no_grants_left', input: look, retry: { maxAttempts: 1 } },
    ]);
    const { result, audit } = await trailOf(other, async () => {
      const { id } = await startActionFlow(other, { chainId: chain.id, input: { connectionId } });
      return finished(test, id);
    });
    expect(result).toMatchObject({ status: 'FAILED', steps: [{ error_kind: 'not_found' }] });
    expect(audit.filter(({ action }) => action === 'action_flow.step_performed')).toMatchObject([
      { outcome: 'failed', detail: { step: 'look' } },
    ]);
  });
});
