import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

export type Answer = (request: ReceivedRequest, response: ServerResponse, socket: Socket) => void;

export interface Sink {
  url: string;
  received: ReceivedRequest[];
  /** How requests are answered from now on. */
  answer(with_: Answer): void;
  /** The requests whose path begins so. */
  at(path: string): ReceivedRequest[];
  close(): Promise<void>;
}

export const ok: Answer = (_request, response) => response.end('ok');

export function status(code: number, headers: Record<string, string> = {}, body = ''): Answer {
  return (_request, response) => response.writeHead(code, headers).end(body);
}

/** A receiver on loopback that keeps what it gets and answers as the test says. */
export async function startSink(answer: Answer = ok): Promise<Sink> {
  const received: ReceivedRequest[] = [];
  let current = answer;
  const server = createServer(async (request, response) => {
    const kept = { ...describe(request), body: await readBody(request), at: Date.now() };
    received.push(kept);
    current(kept, response, request.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (next) => {
      current = next;
    },
    at: (path) => received.filter((request) => request.path.startsWith(path)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe({ method = '', url = '', headers }: IncomingMessage) {
  return { method, path: url, headers };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
