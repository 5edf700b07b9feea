type Ask = <Data>(token: string | null, query: string, variables?: object) => Promise<Data>;

interface Demo {
  /** Where the API is. */
  readonly url: string;
  readonly ask: Ask;
  readonly account: { slug: string; email: string };
  readonly password: string;
  /** Something that answers a GET: the connection is to it. */
  readonly providerUrl: string;
}

/** What the demonstration leaves to its visitor: an import, a plugin with a connection, a chain, a flow that waits, and a run. */
export async function furnish({ url, ask, account, password, providerUrl }: Demo): Promise<void> {
  const { signIn } = await ask<{ signIn: { accessToken: string; user: { id: string } } }>(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken user { id } } }',
    { input: { tenantSlug: account.slug, email: account.email, password } },
  );
  const { accessToken: token, user } = signIn;
  await fetch(`${url}/imports/users?format=csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
    body: 'email,first_name,last_name\nada.lovelace@demo.test,Ada,Lovelace\nno-address,Bob,\n',
  });
  const connectionId = await connect(ask, token, providerUrl);
  const { createActionChain: chain } = await ask<{ createActionChain: { id: string } }>(
    token,
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }',
    { input: chainOver(connectionId) },
  );
  const input = { chainId: chain.id, subjectId: user.id, input: { model: 'A quiet one' } };
  await ask(token, 'mutation ($input: StartActionFlowInput!) { startActionFlow(input: $input) { id } }', { input });
  const { tasks } = await ask<{ tasks: { nodes: { id: string }[] } }>(
    token,
    '{ tasks(isBuiltIn: false, first: 1) { nodes { id } } }',
  );
  await ask(token, 'mutation ($id: ID!) { runTask(id: $id) { id } }', { id: tasks.nodes[0]?.id });
}

async function connect(ask: Ask, token: string, baseUrl: string): Promise<string> {
  const { plugin } = await ask<{ plugin: { versions: { permissions: object }[] } }>(
    token,
    '{ plugin(id: "http") { versions { permissions } } }',
  );
  const { installPlugin } = await ask<{ installPlugin: { id: string } }>(
    token,
    'mutation ($input: InstallPluginInput!) { installPlugin(input: $input) { id } }',
    { input: { pluginId: 'http', acceptPermissions: plugin.versions[0]?.permissions } },
  );
  const { createConnection } = await ask<{ createConnection: { id: string } }>(
    token,
    'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { id } }',
    { input: { installationId: installPlugin.id, name: 'Hardware desk', config: { baseUrl, probePath: '/' } } },
  );
  return createConnection.id;
}

function chainOver(connectionId: string) {
  return {
    name: 'A laptop for somebody',
    description: 'Somebody agrees, then it is ordered.',
    purpose: 'PROVISION',
    inputSchema: { type: 'object', properties: { model: { type: 'string' } }, required: ['model'] },
    steps: [
      {
        name: 'agree',
        actionType: 'approval',
        input: { message: { $text: '{{input.model}} for {{subject.email}}?' }, role: 'OWNER' },
      },
      { name: 'order', actionType: 'http_api_send', connectionId, input: { path: '/orders', method: 'post' } },
    ],
  };
}
