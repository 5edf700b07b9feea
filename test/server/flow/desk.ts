import { createServer } from 'node:http';
import { actionOf } from '../plugin/release.ts';

/** A provider on loopback that gives seats, writes letters, and counts all that is asked of it. */
export async function startDesk() {
  const seats = new Set<string>();
  const letters: string[] = [];
  const requests: string[] = [];
  const failures: { status: number; retryAfter?: number }[] = [];
  let held: (() => void)[] | null = null;
  let only: string | null = null;

  const answer = (method: string, path: string): [number, object?] => {
    const [, what, name = ''] = path.split('/');
    if (what === 'letters')
      return method === 'POST' ? [201, { id: letters.push(name) }] : [200, { count: count(letters, name) }];
    if (method === 'GET') return [200, { taken: seats.has(name) }];
    if (method === 'PUT' && name === 'full') return [400];
    if (method === 'PUT') return [seats.has(name) ? 200 : 201, { id: seats.add(name) && name }];
    return seats.delete(name) ? [204] : [404];
  };

  const isHeld = (method: string, url: string) => {
    if (held === null) return false;
    if (only === null) return method !== 'GET';
    return `${method} ${url}` === only && held.length === 0;
  };

  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    if (url !== '/me') requests.push(`${method} ${url}`);
    const failure = url === '/me' ? undefined : failures.shift();
    const [status, body] = failure ? [failure.status, {}] : answer(method, url);
    if (isHeld(method, url)) await new Promise<void>((go) => held?.push(go));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(failure?.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {}),
    });
    response.end(body ? JSON.stringify(body) : '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}`,
    seats,
    letters,
    requests,
    /** The next requests that change something or ask are answered so. */
    failNext: (status: number, retryAfter?: number) => failures.push({ status, ...(retryAfter ? { retryAfter } : {}) }),
    /** What writes, or one request as in `GET /seats/a`, is carried out, and not answered before `release`. */
    hold: (request: string | null = null) => {
      held = [];
      only = request;
    },
    get holding() {
      return held?.length ?? 0;
    },
    release: () => {
      for (const go of held ?? []) go();
      held = null;
    },
    reset: () => {
      seats.clear();
      letters.length = 0;
      requests.length = 0;
      failures.length = 0;
    },
    close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

function count(all: readonly string[], wanted: string): number {
  return all.filter((one) => one === wanted).length;
}

/** The plugin for it, as it would be built of its actions. */
export const DESK_BUNDLE = `var plugin = { default: async (link) => {
  const order = link.input;
  const ask = async (method, path) => {
    const { status, body } = await link.callHost('http.request', { endpoint: 'api', method, path, query: [], headers: {}, body: null, reads: false });
    if (status === 429) throw { kind: 'rate_limited', message: 'too many', status };
    if (status >= 500) throw { kind: 'unavailable', message: 'answered ' + status, status };
    if (status === 404) throw { kind: 'not_found', message: 'there is none', status };
    if (status >= 400) throw { kind: 'invalid', message: 'answered ' + status, status };
    return body ? JSON.parse(body) : {};
  };
  const changed = (output) => ({ outcome: 'changed', output });
  const noop = (output, reason) => ({ outcome: 'noop', output, reason });
  const actions = {
    desk_api_read: async ({ name }) => noop(await ask('GET', '/seats/' + name), 'only read'),
    desk_api_give: async ({ name }) => (await ask('GET', '/seats/' + name)).taken
      ? noop({ id: name }, 'is taken already') : changed(await ask('PUT', '/seats/' + name)),
    desk_api_take: async ({ name }) => {
      if (!(await ask('GET', '/seats/' + name)).taken) return noop({}, 'is free already');
      await ask('DELETE', '/seats/' + name);
      return changed({});
    },
    desk_api_letter: async ({ name }) => changed(await ask('POST', '/letters/' + name)),
    desk_api_letter_once: async ({ name }) => (await ask('GET', '/letters/' + name)).count > 0
      ? noop({}, 'was written already') : changed(await ask('POST', '/letters/' + name)),
  };
  const lists = {
    objects: async () => [{ id: 'ada', name: 'The seat of Ada' }],
    entitlements: async () => [{ id: 'holder', name: 'Holder' }],
    grants: async ({ id }) => (await ask('GET', '/seats/' + id)).taken
      ? [{ principal: { username: id }, entitlement: 'holder' }] : [],
  };
  try {
    if (order.operation === 'check') return JSON.stringify({ check: { identity: 'desk', missing: [] } });
    if (order.resource) return JSON.stringify({ page: { items: await lists[order.operation](order.object), next: null } });
    return JSON.stringify(await actions[order.action](order.input));
  } catch (error) {
    if (error.kind) return JSON.stringify({ error });
    if (error.code === 'planned') return JSON.stringify({ outcome: 'planned' });
    return JSON.stringify({ error: { kind: error.code ?? 'internal', message: String(error.message) } });
  }
} };`;

const text = { type: 'string' };
const input = { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: false };
const output = { type: 'object', properties: { id: { type: ['string', 'integer'] } } };
const back = (action: string) => ({ action, input: { name: 'input.name' } });

export const DESK_PLUGIN = {
  id: 'desk',
  config: { type: 'object', properties: { url: text }, required: ['url'], additionalProperties: false },
  egress: { api: { config: 'url' } },
  resources: [{ type: 'seat', title: 'Seats' }],
  actions: [
    actionOf('desk_api_read', {
      input,
      output: { type: 'object', properties: { taken: { type: 'boolean' } } },
      effect: 'read' as const,
    }),
    actionOf('desk_api_give', { input, output, inverse: back('desk_api_take') }),
    actionOf('desk_api_take', { input, effect: 'destructive' as const, inverse: back('desk_api_give') }),
    actionOf('desk_api_letter', { input, output, idempotent: false }),
    actionOf('desk_api_letter_once', { input, output, idempotent: false }),
  ],
};
