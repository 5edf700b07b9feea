import { idOf } from './directory.ts';
import type { Furnished } from './index.ts';

/** A plugin with a connection that works and one that does not, and chains with flows in every state. */
export async function furnishExtensions(tenant: Furnished): Promise<void> {
  const { ask } = tenant;
  const connect = await install(tenant);
  const desk = await connect('Hardware desk', '');
  const badges = await connect('Badge printer', '/broken');
  const order = { name: 'order', actionType: 'http_api_send', connectionId: desk };
  const laptop = await makeChain(tenant, {
    name: 'A laptop for somebody',
    description: 'Somebody agrees, then it is ordered.',
    inputSchema: { type: 'object', properties: { model: { type: 'string' } }, required: ['model'] },
    steps: [
      {
        name: 'agree',
        actionType: 'approval',
        input: { message: { $text: '{{input.model}} for {{subject.email}}?' }, role: 'OWNER' },
      },
      { ...order, input: { path: '/orders', method: 'post' } },
    ],
  });
  const firstDay = await makeChain(tenant, {
    name: 'First day',
    description: 'A desk and a badge for whoever begins.',
    steps: [
      { ...order, name: 'desk', input: { path: '/desks', method: 'post' } },
      { ...order, name: 'badge', connectionId: badges, input: { path: '/badges', method: 'post' } },
    ],
  });
  const key = await makeChain(tenant, {
    name: 'A key for the office',
    description: 'Ordered at once.',
    steps: [{ ...order, input: { path: '/keys', method: 'post' } }],
  });
  const start = async (chainId: string, username: string, input: object = {}) =>
    ask('mutation ($input: StartActionFlowInput!) { startActionFlow(input: $input) { id } }', {
      input: { chainId, subjectId: await idOf(tenant, username), input },
    });
  await start(key, 'mei.chen');
  await start(firstDay, 'theo.dubois');
  await start(laptop, 'priya.nair', { model: 'A quiet one, 14 inch' });
}

/** Installs the plugin for HTTP, and answers what makes a connection of it, looked at once. */
async function install({ ask, providerUrl }: Furnished) {
  const { plugin } = await ask<{ plugin: { versions: { permissions: object }[] } }>(
    '{ plugin(id: "http") { versions { permissions } } }',
  );
  const { installPlugin } = await ask<{ installPlugin: { id: string } }>(
    'mutation ($input: InstallPluginInput!) { installPlugin(input: $input) { id } }',
    { input: { pluginId: 'http', acceptPermissions: plugin.versions[0]?.permissions } },
  );
  return async (name: string, path: string): Promise<string> => {
    const config = { baseUrl: `${providerUrl}${path}`, probePath: '/' };
    const { createConnection } = await ask<{ createConnection: { id: string } }>(
      'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { id } }',
      { input: { installationId: installPlugin.id, name, config } },
    );
    await ask('mutation ($id: ID!) { testConnection(id: $id) { ok } }', { id: createConnection.id });
    return createConnection.id;
  };
}

async function makeChain({ ask }: Furnished, chain: object): Promise<string> {
  const { createActionChain } = await ask<{ createActionChain: { id: string } }>(
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }',
    { input: { purpose: 'PROVISION', ...chain } },
  );
  return createActionChain.id;
}
