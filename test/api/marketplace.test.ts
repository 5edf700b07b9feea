import { afterAll, describe, expect, it } from 'vitest';
import { startApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import { ASKING_BUNDLE, askingPlugin, startProvider } from '../server/plugin/provider.ts';
import { filesOf, manifestFor, newKey, sha256, zip } from '../server/plugin/release.ts';

const api = await startApi();
const provider = await startProvider();
afterAll(async () => {
  await api.stop();
  await provider.sink.close();
});

const owner = await api.signUp();
const stranger = await api.signUp();

/** One mutation with an input, whose answer has these fields. */
async function mutate(token: string, name: string, input: object, fields: string) {
  const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${Input}!) { ${name}(input: $input) { ${fields} } }`;
  return (await api.ask<Record<string, Record<string, unknown>>>(token, query, { input }))[name] ?? {};
}

describe('the marketplace, from outside', () => {
  it('takes a plugin from its publisher’s key to an action that was run', async () => {
    const publisher = await mutate(
      owner.token,
      'createPublisher',
      { name: 'Acme', slug: 'acme', isPrivate: true },
      'id slug',
    );
    const pair = await newKey();
    const given = { publisherId: publisher.id, name: 'ci', publicJwk: pair.publicJwk };
    const key = await mutate(owner.token, 'registerPublisherKey', given, 'id kid challenge');
    const proof = { id: key.id, signature: await pair.sign(String(key.challenge)) };
    await mutate(owner.token, 'verifyPublisherKey', proof, 'verifiedAt');

    const manifest = manifestFor('acme', askingPlugin('wiki'), ASKING_BUNDLE);
    const archive = await zip(filesOf(manifest, { 'bundle.js': ASKING_BUNDLE }));
    const release = { digest: sha256(archive), plugin: 'wiki', version: '1.0.0', publisher: 'acme' };
    const signature = await pair.sign(JSON.stringify(release), String(key.kid));
    const input = { archive: archive.toString('base64'), signature };
    const version = await mutate(owner.token, 'publishPlugin', input, 'id status digest plugin { key isPrivate }');
    expect(version).toMatchObject({
      status: 'PENDING',
      digest: release.digest,
      plugin: { key: 'wiki', isPrivate: true },
    });
    await api.ask(owner.token, `mutation { approvePluginVersion(id: "${version.id}") { status } }`);

    const installed = await install();
    expect(installed.errors).toBeUndefined();
    const installationId = installed.data?.installPlugin.id;
    const secrets = [{ name: 'token', value: provider.token }];
    const connection = await mutate(
      owner.token,
      'createConnection',
      { installationId, name: 'main', config: { url: provider.sink.url }, secrets },
      'id health lastError secretNames installation { version { version } plugin { key installCount } }',
    );
    expect(connection).toMatchObject({
      health: 'HEALTHY',
      secretNames: ['token'],
      installation: { version: { version: '1.0.0' }, plugin: { key: 'wiki', installCount: 1 } },
    });
    const { actionTypes } = await api.ask<{ actionTypes: object[] }>(
      owner.token,
      `{ actionTypes(connectionId: "${connection.id}", text: "ask") { name effect inputSchema outputSchema inverse } }`,
    );
    expect(actionTypes).toMatchObject([{ name: 'wiki_ask', effect: 'WRITE', inputSchema: { type: 'object' } }]);
    const asked = { connectionId: connection.id, actionType: 'wiki_ask', input: { method: 'POST', path: '/pages' } };
    const result = await mutate(
      owner.token,
      'runAction',
      asked,
      'outcome output effects { method url status isPlanned }',
    );
    expect(result).toMatchObject({ outcome: 'CHANGED', effects: [{ method: 'POST', status: 200, isPlanned: false }] });
    expect(JSON.stringify(result)).not.toContain(provider.token);
    const planned = await mutate(owner.token, 'runAction', { ...asked, mode: 'PLAN' }, 'outcome');
    expect(planned).toEqual({ outcome: 'PLANNED' });
  });

  it('asks for consent, and says what is missing', async () => {
    const { errors } = await install({ hosts: [] });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'PRECONDITION_FAILED',
      reason: 'PERMISSIONS_NOT_ACCEPTED',
      permissions: { secrets: ['token'] },
      difference: { added: { effects: { destructive: ['wiki_remove'] } } },
    });
  });

  it('shows how often the runs of a version fail by its own fault', async () => {
    const { connections } = await api.ask<{ connections: { nodes: { id: string }[] } }>(
      owner.token,
      '{ connections { nodes { id } } }',
    );
    const reaching = {
      connectionId: connections.nodes[0]?.id,
      actionType: 'wiki_ask',
      input: { endpoint: 'elsewhere' },
    };
    expect(await mutate(owner.token, 'runAction', reaching, 'outcome')).toEqual({ outcome: 'FAILED' });
    const query = '{ plugin(id: "wiki") { versions { runs { runs failures failureRate } } } }';
    // One that went well, one that was planned, and this one; counts are written behind the runs.
    await eventually(async () => {
      const { plugin } = await api.ask<{ plugin: object }>(owner.token, query);
      expect(plugin).toEqual({ versions: [{ runs: { runs: 3, failures: 1, failureRate: 1 / 3 } }] });
    });
  });

  it('is searched by text and by category, which are those of what one sees', async () => {
    const found = async (filter: object) =>
      (
        await api.ask<{ plugins: { nodes: { key: string }[] } }>(
          owner.token,
          'query ($filter: PluginFilterInput) { plugins(filter: $filter) { nodes { key } } }',
          { filter },
        )
      ).plugins.nodes.map(({ key }) => key);
    expect(await found({ text: 'WIK' })).toEqual(['wiki']);
    expect(await found({ category: 'general' })).toEqual(['wiki']);
    expect(await found({ text: 'wiki', category: 'messaging' })).toEqual([]);
    const categories = '{ pluginCategories { name count } }';
    expect(await api.ask(owner.token, categories)).toEqual({ pluginCategories: [{ name: 'general', count: 1 }] });
    expect(await api.ask(stranger.token, categories)).toEqual({ pluginCategories: [] });
  });

  it('shows what depends on an installation', async () => {
    const { installations } = await api.ask<{ installations: { nodes: { id: string }[] } }>(
      owner.token,
      '{ installations { nodes { id dependants { kind name } consents { digest actorEmail } } } }',
    );
    const dependants = [{ kind: 'connection', name: 'main' }];
    expect(installations.nodes).toMatchObject([{ dependants, consents: [{ actorEmail: owner.email }] }]);
    const id = installations.nodes[0]?.id;
    const { errors } = await api.gql(owner.token, `mutation { uninstallPlugin(id: "${id}") { id } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'PRECONDITION_FAILED', dependants });
  });

  it('hides a private plugin from everybody else', async () => {
    const { plugins } = await api.ask<{ plugins: { totalCount: number } }>(
      stranger.token,
      '{ plugins { totalCount } }',
    );
    expect(plugins.totalCount).toBe(0);
    const { errors } = await api.gql(stranger.token, '{ plugin(id: "wiki") { name } }');
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const shown = await api.ask<{ plugin: object }>(
      owner.token,
      '{ plugin(id: "wiki") { latestVersion versions { version permissions signature readme logo isYanked runs { failureRate } } } }',
    );
    expect(shown.plugin).toMatchObject({ latestVersion: '1.0.0', versions: [{ version: '1.0.0', isYanked: false }] });
  });
});

function install(over: object = {}) {
  const effects = { write: ['wiki_ask'], destructive: ['wiki_remove'] };
  const acceptPermissions = { hosts: ['{url}'], secrets: ['token'], effects, events: [], ...over };
  const query = 'mutation ($input: InstallPluginInput!) { installPlugin(input: $input) { id digest } }';
  return api.gql<{ installPlugin: { id: string } }>(owner.token, query, {
    input: { pluginId: 'wiki', acceptPermissions },
  });
}
