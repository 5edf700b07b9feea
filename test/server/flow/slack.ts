import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import slackPlugin from '../../../plugins/slack/src/index.ts';
import type { Context } from '../../../server/src/context.ts';
import { createHttp } from '../../../server/src/graphql/http.ts';
import { createConnection } from '../../../server/src/modules/connection/index.ts';
import { registerSlackRoute } from '../../../server/src/modules/flow/index.ts';
import { installPlugin } from '../../../server/src/modules/installation/index.ts';
import { eventually } from '../../harness/eventually.ts';
import type { TestServices } from '../../harness/services.ts';
import { buildPlugin } from '../../plugins/host/setup.ts';
import { startSlackForPlugin } from '../../twins/slack-plugin.ts';
import { newPublisher, publishApproved } from '../plugin/setup.ts';

const SIGNING_SECRET = 'the-signing-secret-of-the-app-at-slack';

interface Button {
  action_id: string;
  value: string;
}

export interface Pressed {
  user?: string;
  value?: string;
  ts?: string;
  /** The last part of the URL at which the presser is answered. */
  answerTo?: string;
}

/** Slack beside the server: its twin, and the route that it posts presses to. */
export async function startSlackDesk({ services }: Pick<TestServices, 'services'>) {
  const { slack, running } = await startSlackForPlugin();
  await running.reset();
  const hooks = createHttp(services);
  registerSlackRoute(hooks, services);

  const newestTs = () => `1764151200.${String(slack.messages.length).padStart(6, '0')}`;
  return {
    twin: slack,
    /** A connection of the tenant to the twin. */
    connect: (owner: Context) => connect(owner, running),
    /** What Slack would send for a press on the newest message. */
    pressOf: (choice: 'approve' | 'reject', { user = 'U1', ...over }: Pressed = {}) => {
      const message = slack.messages.at(-1);
      const [, actions] = (message?.blocks ?? []) as [unknown, { elements: Button[] }];
      const button = actions.elements.find(({ action_id }) => action_id === `joinery_${choice}`);
      const payload = {
        type: 'block_actions',
        user: { id: user, username: user.toLowerCase() },
        channel: { id: message?.channel },
        message: { ts: over.ts ?? newestTs() },
        response_url: `${slack.url}/actions/T024BE7LD/1764151200/${over.answerTo ?? user}`,
        actions: [{ ...button, ...(over.value ? { value: over.value } : {}) }],
      };
      return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    },
    /** Posts it to a connection; answers the status. */
    send: async ({ body, headers }: { body: string; headers: object }, tenantId: string, connectionId: string) => {
      const url = `/hooks/slack/${tenantId}/${connectionId}`;
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await hooks.inject({ method: 'POST', url, payload: body, headers: { ...headers, ...type } });
      return answer.statusCode;
    },
    /** Waits until the newest message says this in the place of its buttons. */
    closedBy: (text: string) =>
      eventually(
        () => {
          const updates = slack.seen.filter(({ path, status }) => path === '/api/chat.update' && status === 200);
          const last = updates.at(-1)?.body as { ts: string; text: string } | undefined;
          expect(last).toMatchObject({ ts: newestTs(), text: expect.stringContaining(text) });
        },
        { timeoutMs: 20_000 },
      ),
    /** Waits until somebody alone was told this. */
    told: (to: string, text: string) =>
      eventually(() => {
        const bodies = slack.answers.filter((one) => one.to === to).map(({ body }) => body);
        const answer = { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining(text) };
        expect(bodies).toContainEqual(answer);
      }),
    close: async () => {
      await hooks.close();
      await running.stop();
    },
  };
}

export type SlackDesk = Awaited<ReturnType<typeof startSlackDesk>>;

async function connect(
  owner: Context,
  { config, secrets }: Awaited<ReturnType<typeof startSlackForPlugin>>['running'],
): Promise<string> {
  const publisher = await newPublisher(owner, `slack-${owner.tenantId.slice(0, 8)}-${owner.tenantId.slice(-6)}`);
  const { code, manifest } = await buildPlugin('slack', slackPlugin as Parameters<typeof buildPlugin>[1]);
  const { publisher: _, bundle: __, ...own } = manifest;
  const { permissions } = await publishApproved(owner, publisher, own, code);
  const { id: installationId } = await installPlugin(owner, { pluginId: 'slack', acceptPermissions: permissions });
  const given = Object.entries({ ...secrets, signing_secret: SIGNING_SECRET });
  const connection = await createConnection(owner, {
    installationId,
    name: 'slack',
    config,
    secrets: given.map(([name, value]) => ({ name, value })),
  });
  return connection.id;
}

export function signed(body: string, { secret = SIGNING_SECRET, secondsAgo = 0 } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { body, headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac}` } };
}
