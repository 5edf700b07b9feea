import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import slackPlugin from '../../../plugins/slack/src/index.ts';
import type { Context } from '../../../server/src/context.ts';
import { createHttp } from '../../../server/src/graphql/http.ts';
import { createConnection } from '../../../server/src/modules/connection/index.ts';
import { registerSlackRoute } from '../../../server/src/modules/flow/index.ts';
import { installPlugin } from '../../../server/src/modules/installation/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { buildPlugin } from '../../plugins/host/setup.ts';
import { startSlackForPlugin } from '../../twins/slack-plugin.ts';
import { person } from '../directory/setup.ts';
import { newPublisher, publishApproved } from '../plugin/setup.ts';
import { ask, type FlowState, type FlowTest, finished, flowState, startFlowTest, startSteps } from './fixture.ts';

const SIGNING_SECRET = 'the-signing-secret-of-the-app-at-slack';

let test: FlowTest;
let twin: Awaited<ReturnType<typeof startSlackForPlugin>>;
let hooks: ReturnType<typeof createHttp>;
let owner: Context;
let connectionId: string;

beforeAll(async () => {
  test = await startFlowTest();
  twin = await startSlackForPlugin();
  await twin.running.reset();
  hooks = createHttp(test.services);
  registerSlackRoute(hooks, test.services);
  owner = (await test.newTenant()).owner;
  connectionId = await connectSlack(owner);
});

afterAll(async () => {
  await hooks.close();
  await twin.running.stop();
  await test.close();
});

async function connectSlack(owner: Context): Promise<string> {
  const publisher = await newPublisher(owner, `slack-${owner.tenantId.slice(0, 8)}-${owner.tenantId.slice(-6)}`);
  const { code, manifest } = await buildPlugin('slack', slackPlugin as Parameters<typeof buildPlugin>[1]);
  const { publisher: _, bundle: __, ...own } = manifest;
  const { permissions } = await publishApproved(owner, publisher, own, code);
  const { id: installationId } = await installPlugin(owner, { pluginId: 'slack', acceptPermissions: permissions });
  const secrets = Object.entries({ ...twin.running.secrets, signing_secret: SIGNING_SECRET });
  const connection = await createConnection(owner, {
    installationId,
    name: 'slack',
    config: twin.running.config,
    secrets: secrets.map(([name, value]) => ({ name, value })),
  });
  return connection.id;
}

/** A flow that asks in the channel C2, then does nothing more. */
function askAtSlack(more: object = {}, onFailure = 'STOP'): Promise<FlowState> {
  return startSteps(test, owner, [
    {
      name: 'ask',
      connectionId,
      actionType: 'slack_approval',
      input: { to: 'C2', text: 'May Ada join?', ...more },
      onFailure,
    },
    { name: 'after', actionType: 'none', input: {} },
  ]);
}

interface Button {
  action_id: string;
  value: string;
}

/** What Slack would send for a press on the newest message. */
function pressOf(
  choice: 'approve' | 'reject',
  { user = 'U1', ...over }: { user?: string; value?: string; ts?: string } = {},
) {
  const message = twin.slack.messages.at(-1);
  const [, actions] = (message?.blocks ?? []) as [unknown, { elements: Button[] }];
  const button = actions.elements.find(({ action_id }) => action_id === `joinery_${choice}`);
  return new URLSearchParams({
    payload: JSON.stringify({
      type: 'block_actions',
      user: { id: user, username: user.toLowerCase() },
      channel: { id: message?.channel },
      message: { ts: over.ts ?? `1764151200.${String(twin.slack.messages.length).padStart(6, '0')}` },
      actions: [{ ...button, ...(over.value ? { value: over.value } : {}) }],
    }),
  }).toString();
}

function signed(body: string, { secret = SIGNING_SECRET, secondsAgo = 0 } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { body, headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac}` } };
}

async function send({ body, headers }: { body: string; headers: object }, to = { owner, connectionId }) {
  const url = `/hooks/slack/${to.owner.tenantId}/${to.connectionId}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return (await hooks.inject({ method: 'POST', url, payload: body, headers: { ...headers, ...type } })).statusCode;
}

const audited = (action: string) =>
  ask<{ actor_email: string | null; detail: Record<string, unknown> }>(
    test,
    'SELECT actor_email, detail FROM audit_records WHERE action = $1 AND tenant_id = $2 ORDER BY at DESC, id DESC',
    [action, owner.tenantId],
  );

/** Waits until the newest refusal says this. */
const refusedFor = (reason: string) =>
  eventually(async () => {
    const [newest] = await audited('connection.press_refused');
    expect(newest?.detail).toMatchObject({ reason: expect.stringContaining(reason) });
  });

describe('an approval at Slack', () => {
  it('goes on when who is asked presses, and says so in the message', async () => {
    const approver = await person(owner, { email: 'u1@example.com' });
    const flow = await askAtSlack({ userIds: [approver.id] });
    expect(await send(signed(pressOf('approve')))).toBe(200);
    const done = await finished(test, flow.id);
    expect(done.status).toBe('SUCCESS');
    expect(done.steps[0]?.output).toMatchObject({ decision: 'approved', by: 'u1@example.com', channel: 'C2' });
    const [approved] = await audited('action_flow.step_approved');
    expect(approved).toMatchObject({
      actor_email: 'u1@example.com',
      detail: { channel: 'slack', slack_user: 'U1', slack_channel: 'C2' },
    });
    await eventually(() => {
      const updates = twin.running.requests().filter(({ path }) => path === '/api/chat.update');
      expect(updates.at(-1)?.body).toContain('Approved by u1');
    });
  });

  it('fails when it is rejected', async () => {
    const flow = await askAtSlack();
    expect(await send(signed(pressOf('reject', { user: 'U9' })))).toBe(200);
    const done = await finished(test, flow.id);
    expect(done).toMatchObject({ status: 'FAILED', steps: [{ error: 'rejected by u9 (Slack)' }, {}] });
  });

  it('is nobody’s to give but theirs whom it asks', async () => {
    const approver = await person(owner, { email: 'u2@example.com' });
    await person(owner, { email: 'u3@example.com' });
    const flow = await askAtSlack({ userIds: [approver.id] });
    await send(signed(pressOf('approve', { user: 'U3' })));
    await refusedFor('only the people that this step asks');
    await send(signed(pressOf('approve', { user: 'U4' })));
    await refusedFor('nobody of the directory');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    await send(signed(pressOf('approve', { user: 'U2' })));
    expect((await finished(test, flow.id)).status).toBe('SUCCESS');
  });
});

describe('a press', () => {
  it('that is forged, late, or comes twice is refused, and audited', async () => {
    const flow = await askAtSlack();
    expect(await send(signed(pressOf('approve'), { secret: 'another secret' }))).toBe(401);
    await refusedFor('wrong_signature');
    expect(await send({ body: pressOf('approve'), headers: {} })).toBe(401);
    await refusedFor('unsigned');
    expect(await send(signed(pressOf('approve'), { secondsAgo: 301 }))).toBe(401);
    await refusedFor('expired');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    const press = signed(pressOf('approve'));
    expect([await send(press), await send(press)]).toEqual([200, 401]);
    await refusedFor('replayed');
    expect((await finished(test, flow.id)).status).toBe('SUCCESS');
  });

  it('decides nothing that another connection, or another tenant, has asked', async () => {
    const flow = await askAtSlack();
    const [step] = flow.steps;
    const mine = { owner, connectionId };
    const other = (await test.newTenant()).owner;
    const theirs = { owner: other, connectionId: await connectSlack(other) };
    expect(await send(signed(pressOf('approve')), theirs)).toBe(200);
    await eventually(async () => {
      const rows = await ask(
        test,
        "SELECT id FROM audit_records WHERE tenant_id = $1 AND action = 'connection.press_refused'",
        [other.tenantId],
      );
      expect(rows).toHaveLength(1);
    });
    await send(signed(pressOf('approve', { value: step?.id ?? '', ts: '1764151200.999999' })), mine);
    await refusedFor('asks nothing');
    expect((await flowState(test, flow.id)).status).toBe('WAITING');
    expect(await send(signed(pressOf('approve')), { owner: other, connectionId })).toBe(404);
  });

  it('after the decision changes nothing', async () => {
    const flow = await askAtSlack();
    await send(signed(pressOf('approve')));
    await finished(test, flow.id);
    await send(signed(pressOf('reject')));
    await refusedFor('asks nothing');
    expect((await flowState(test, flow.id)).status).toBe('SUCCESS');
  });
});
