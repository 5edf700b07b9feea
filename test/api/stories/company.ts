import { startApi } from '../../harness/api.ts';
import { eventually } from '../../harness/eventually.ts';
import { listPlugins } from './plugins.ts';

export interface Step {
  id: string;
  name: string;
  status: string;
  outcome: string | null;
  reason: string | null;
  error: string | null;
  output: Record<string, unknown> | null;
  tries: { effects: { method: string; url: string; status: number | null }[] }[];
}

export interface Flow {
  id: string;
  status: string;
  mode: string;
  trigger: string;
  integrationName: string | null;
  actorEmail: string | null;
  eventId: string | null;
  deliveryId: string | null;
  error: string | null;
  subject: { email: string } | null;
  steps: Step[];
}

export interface AuditRow {
  action: string;
  outcome: string;
  actorKind: string;
  actorEmail: string | null;
  targetName: string | null;
  eventId: string | null;
  requestId: string | null;
  detail: Record<string, unknown>;
}

/** An account at a provider, as a person fills it into the form of a connection. */
export interface Tool {
  config: Record<string, unknown>;
  secrets: Record<string, string>;
}

const FLOW = `id status mode trigger integrationName actorEmail eventId deliveryId error subject
  steps { id name status outcome reason error output tries { effects } }`;
const ENDED = ['SUCCESS', 'FAILED', 'CANCELLED', 'COMPENSATED'];

/** The product as it is started, with these plugins in its catalogue, and a company that uses it through its API. */
export async function startCompany({ plugins }: { plugins: readonly string[] }) {
  const api = await startApi();
  const [owner] = await Promise.all([api.signUp(), listPlugins(api, plugins)]);
  const ask = <Data>(query: string, variables?: object) => api.ask<Data>(owner.token, query, variables);
  const mutate = mutating(ask);
  const flowsOf = async (chainId: string) =>
    (
      await ask<{ actionFlows: { nodes: Flow[] } }>(
        `query ($chainId: ID!) { actionFlows(chainId: $chainId) { nodes { ${FLOW} } } }`,
        { chainId },
      )
    ).actionFlows.nodes;
  return {
    ...{ api, owner, ask, mutate, flowsOf },
    connect: connecting(ask, mutate),
    createChain: async (input: object) => (await mutate<{ id: string }>('createActionChain', input, 'id')).id,
    /** An integration that starts flows of a chain, about the user of the event. */
    startOn: (name: string, when: { eventTypes: string[]; conditions?: object[] }, startFlow: object) =>
      mutate<{ id: string }>(
        'createIntegration',
        {
          ...{ name, enabled: true },
          ...when,
          actions: [{ startFlow: { subjectId: { $from: 'event.data.user_id' }, ...startFlow } }],
        },
        'id',
      ),
    hire: async (name: string, more: object = {}) =>
      (await mutate<{ id: string }>('createUser', { email: `${name}@example.com`, firstName: name, ...more }, 'id')).id,
    createGroup: async (name: string) => (await mutate<{ id: string }>('createGroup', { name }, 'id')).id,
    join: (groupId: string, userId: string) => ask(membership('addGroupMember'), { groupId, userId }),
    leave: (groupId: string, userId: string) => ask(membership('removeGroupMember'), { groupId, userId }),
    /** The flows of a chain, once there are so many and all have ended; the newest first. */
    ended: (chainId: string, count: number): Promise<Flow[]> =>
      eventually(
        async () => {
          const flows = await flowsOf(chainId);
          if (flows.length === count && flows.every(({ status }) => ENDED.includes(status))) return flows;
          throw new Error(`the flows are ${JSON.stringify(flows, null, 1)}`);
        },
        { timeoutMs: 60_000 },
      ),
    auditRows: async () =>
      (
        await ask<{ auditLog: { nodes: AuditRow[] } }>(`{ auditLog(first: 100) {
          nodes { action outcome actorKind actorEmail targetName eventId requestId detail } } }`)
      ).auditLog.nodes,
    stop: api.stop,
  };
}

export type Company = Awaited<ReturnType<typeof startCompany>>;
type Ask = <Data>(query: string, variables?: object) => Promise<Data>;
type Mutate = ReturnType<typeof mutating>;

const membership = (name: string) =>
  `mutation ($groupId: ID!, $userId: ID!) { ${name}(groupId: $groupId, userId: $userId) { user { id } } }`;

/** One mutation with an input, whose answer has these fields. */
function mutating(ask: Ask) {
  return async <Answer>(name: string, input: object, fields: string): Promise<Answer> => {
    const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { ${name}(input: $input) { ${fields} } }`;
    return (await ask<Record<string, Answer>>(query, { input }))[name] as Answer;
  };
}

/** Installs a plugin with the permissions that it shows, and connects an account: what cannot work is said at once. */
function connecting(ask: Ask, mutate: Mutate) {
  return async (pluginId: string, { config, secrets }: Tool): Promise<string> => {
    const { plugin } = await ask<{ plugin: { versions: { version: string; permissions: object }[] } }>(
      'query ($id: ID!) { plugin(id: $id) { versions { version permissions } } }',
      { id: pluginId },
    );
    const [offered] = plugin.versions;
    const installation = await mutate<{ id: string }>(
      'installPlugin',
      { pluginId, version: offered?.version, acceptPermissions: offered?.permissions },
      'id',
    );
    const connection = await mutate<{ id: string; health: string; lastError: string | null }>(
      'createConnection',
      {
        ...{ installationId: installation.id, name: pluginId, config },
        secrets: Object.entries(secrets).map(([name, value]) => ({ name, value })),
      },
      'id health lastError',
    );
    if (connection.health !== 'HEALTHY') throw new Error(`${pluginId}: ${connection.lastError}`);
    return connection.id;
  };
}
