import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argoAllows } from './argo-policy.ts';
import { type KubernetesTwin, startKubernetes } from './kubernetes.ts';
import { type SlackTwin, startSlack } from './slack.ts';
import { startVault, type VaultTwin } from './vault.ts';

describe('the twin of Kubernetes', () => {
  let kubernetes: KubernetesTwin;
  const path = '/api/v1/namespaces/argocd/configmaps/argocd-rbac-cm';
  const send = (method: string, body?: unknown) =>
    fetch(kubernetes.url + path, {
      method,
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
  beforeAll(async () => {
    kubernetes = await startKubernetes({ token: 't' });
    kubernetes.apply('argocd', 'argocd-rbac-cm', { 'policy.csv': '' });
  });
  afterAll(() => kubernetes.close());

  it('takes an update of the version that is there, and refuses one of an older', async () => {
    const first = (await (await send('GET')).json()) as { metadata: { resourceVersion: string }; data: object };
    const update = { ...first, data: { 'policy.csv': 'p, a, b, c, d, allow' } };
    const taken = await send('PUT', update);
    expect(await taken.json()).toMatchObject({ data: update.data });
    const refused = await send('PUT', update);
    expect(await refused.json()).toMatchObject({ kind: 'Status', reason: 'Conflict', code: 409 });
  });
});

describe("Argo CD's policy", () => {
  const policy = `
    p, ada@example.com, applications, *, */*, allow
    p, bob@example.com, applications, get, */*, allow
    p, bob@example.com, applications, get, secret/*, deny
    g, cyd@example.com, role:ops
    p, role:ops, clusters, get, *, allow`;
  const may = (subject: string, action: string, resource = 'applications', object = 'default/shop') =>
    argoAllows(policy, { subject, action, resource, object });

  it('allows what a line allows and none denies', () => {
    expect(may('ada@example.com', 'sync')).toBe(true);
    expect([may('bob@example.com', 'get'), may('bob@example.com', 'sync')]).toEqual([true, false]);
    expect(may('bob@example.com', 'get', 'applications', 'secret/shop')).toBe(false);
    expect(may('cyd@example.com', 'get', 'clusters', 'in-cluster')).toBe(true);
  });
});

describe('the twin of Slack', () => {
  let slack: SlackTwin;
  const post = (url: string, body: object, token?: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
  beforeAll(async () => {
    slack = await startSlack({ botToken: 'xoxb-1', channels: ['#security'] });
  });
  afterAll(() => slack.close());

  it('takes a webhook in words', async () => {
    expect(await (await post(slack.webhookUrl, { text: 'hello' })).text()).toBe('ok');
    expect(await (await post(slack.webhookUrl, {})).text()).toBe('no_text');
    expect((await post(`${slack.url}/services/T0/B0/other`, { text: 'hello' })).status).toBe(404);
  });

  it('answers a bot 200, whatever it thinks of the message', async () => {
    const say = async (channel: string, token?: string) => {
      const answer = await post(`${slack.url}/api/chat.postMessage`, { channel, text: 'hi' }, token);
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    expect(await say('#security', 'xoxb-1')).toMatchObject({ status: 200, ok: true });
    expect(await say('#nowhere', 'xoxb-1')).toMatchObject({ status: 200, ok: false, error: 'channel_not_found' });
    expect(await say('#security')).toMatchObject({ status: 200, ok: false, error: 'not_authed' });
  });
});

describe('the twin of a vault', () => {
  let vault: VaultTwin;
  const send = (method: string, body?: object) =>
    fetch(`${vault.url}/v1/secret/data/apps/shop`, {
      method,
      headers: { 'x-vault-token': 'root', 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
  beforeAll(async () => {
    vault = await startVault({ token: 'root' });
  });
  afterAll(() => vault.close());

  it('writes over the version that is named, and no other', async () => {
    expect((await send('GET')).status).toBe(404);
    expect((await send('POST', { options: { cas: 0 }, data: { a: '1' } })).status).toBe(200);
    expect((await send('POST', { options: { cas: 0 }, data: { a: '2' } })).status).toBe(400);
    expect(await (await send('GET')).json()).toMatchObject({ data: { data: { a: '1' }, metadata: { version: 1 } } });
  });
});
