import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningTwin, SeenRequest, TwinHarness } from '@joinery/plugin-sdk/testing';

const TOKEN = 'a-token-that-stands-nowhere-else';

/** A store of JSON documents under /v1/items/<id>, behind a bearer token. */
export const httpTwin: TwinHarness = { start: startHttpTwin };

export async function startHttpTwin(): Promise<RunningTwin & { items: Map<string, unknown> }> {
  const items = new Map<string, unknown>();
  let requests: SeenRequest[] = [];
  let failures: { status: number; left: number; retryAfterSeconds?: number } | undefined;
  const reset = () => {
    items.clear();
    items.set('apple', { colour: 'red' });
    requests = [];
    failures = undefined;
  };
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    if (failures && failures.left > 0) {
      failures.left -= 1;
      const { status, retryAfterSeconds } = failures;
      const headers: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return answer(response, status, { error: 'as told' }, headers);
    }
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(response, 401, { error: 'who are you?' });
    return answerFrom(items, { request, response, body });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  reset();
  return {
    config: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, probePath: '/items' },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    items,
    reset,
    failNext: (status, { times = 1, retryAfterSeconds } = {}) => {
      failures = { status, left: times, retryAfterSeconds };
    },
    requests: () => requests,
    stop: () => void server.close().closeAllConnections(),
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

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  body: string;
}

function answerFrom(items: Map<string, unknown>, { request, response, body }: Exchange): void {
  const { pathname } = new URL(request.url ?? '/', 'http://twin');
  const id = /^\/v1\/items\/([^/]+)$/.exec(pathname)?.[1];
  if (pathname === '/v1/items') answer(response, 200, [...items.keys()]);
  else if (id === undefined) answer(response, 404, { error: 'not here' });
  else answer(response, ...answerOfItem(items, { id, method: request.method, body }));
}

function answerOfItem(
  items: Map<string, unknown>,
  { id, method, body }: { id: string; method: string | undefined; body: string },
): [status: number, body?: unknown] {
  const isThere = items.has(id);
  if (!isThere && method !== 'PUT') return [404, { error: 'not here' }];
  if (method === 'DELETE') {
    items.delete(id);
    return [204];
  }
  if (method !== 'GET') items.set(id, JSON.parse(body));
  return [isThere ? 200 : 201, items.get(id)];
}

function answer(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
