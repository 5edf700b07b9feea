import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenRequest } from './harness.ts';

export interface TwinRequest {
  method: string;
  /** Without the query, percent-decoding left to whoever reads it. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** As JSON, where it is; else undefined. */
  body: unknown;
}

export interface TwinAnswer {
  status: number;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TwinServer {
  /** `http://127.0.0.1:…`, without a path. */
  url: string;
  requests(): readonly SeenRequest[];
  failNext(status: number, options?: { times?: number; retryAfterSeconds?: number }): void;
  /** Forgets requests and failures. */
  forget(): void;
  stop(): Promise<void>;
}

/** The server under a twin: what it was asked is kept, and it fails when it is told to. */
export async function startTwinServer(
  answerTo: (request: TwinRequest) => TwinAnswer | Promise<TwinAnswer>,
): Promise<TwinServer> {
  let seen: SeenRequest[] = [];
  let failing = { left: 0, answer: { status: 500 } as TwinAnswer };
  const answer = async (request: TwinRequest): Promise<TwinAnswer> => {
    if (failing.left <= 0) return answerTo(request);
    failing.left -= 1;
    return failing.answer;
  };
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    const { method = '', url = '/', headers } = request;
    seen.push({ method, path: url, headers, body: text });
    const { pathname, searchParams } = new URL(url, 'http://twin');
    const {
      status,
      body,
      headers: own,
    } = await answer({
      method,
      path: pathname,
      query: searchParams,
      headers,
      body: jsonOf(text),
    });
    response.writeHead(status, { 'content-type': 'application/json', ...own });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => seen,
    failNext: (status, { times = 1, retryAfterSeconds } = {}) => {
      const headers: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      failing = { left: times, answer: { status, headers, body: { error: 'as told' } } };
    },
    forget: () => {
      seen = [];
      failing.left = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
