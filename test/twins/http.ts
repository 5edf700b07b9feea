import { type RunningTwin, startTwinServer, type TwinHarness, type TwinRequest } from '@joinery/plugin-sdk/testing';

const TOKEN = 'a-token-that-stands-nowhere-else';

/** A store of JSON documents under /v1/items/<id>, behind a bearer token. */
export const httpTwin: TwinHarness = { start: startHttpTwin };

export async function startHttpTwin(): Promise<RunningTwin & { items: Map<string, unknown> }> {
  const items = new Map<string, unknown>();
  const server = await startTwinServer((request) => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: { error: 'who are you?' } };
    return answerFrom(items, request);
  });
  const reset = () => {
    server.forget();
    items.clear();
    items.set('apple', { colour: 'red' });
  };
  reset();
  return {
    ...server,
    config: { baseUrl: `${server.url}/v1`, probePath: '/items' },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    items,
    reset,
  };
}

const item = (id: string) => ({ path: '/items/{id}', params: { id } });

const SCENARIOS: RunningTwin['scenarios'] = {
  http_api_read: {
    fresh: { input: { ...item('apple'), answer: { type: 'object', properties: { colour: { type: 'string' } } } } },
    missing: { input: item('pear') },
  },
  http_api_send: {
    fresh: { input: { ...item('pear'), method: 'put', body: { colour: 'green' }, unless: item('pear') } },
    already: { input: { ...item('apple'), method: 'put', body: { colour: 'red' }, unless: item('apple') } },
    missing: { input: { ...item('pear'), method: 'patch', body: { colour: 'green' } } },
  },
  http_api_remove: {
    fresh: { input: item('apple') },
    already: { input: item('pear') },
    missing: { input: item('pear') },
  },
};

function answerFrom(items: Map<string, unknown>, { method, path, body }: TwinRequest) {
  if (path === '/v1/items') return { status: 200, body: [...items.keys()] };
  const id = /^\/v1\/items\/([^/]+)$/.exec(path)?.[1] ?? '';
  const isThere = items.has(id);
  if (id === '' || (!isThere && method !== 'PUT')) return { status: 404, body: { error: 'not here' } };
  if (method === 'DELETE') {
    items.delete(id);
    return { status: 204 };
  }
  if (method !== 'GET') items.set(id, body);
  return { status: isThere ? 200 : 201, body: items.get(id) };
}
