import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createEgress, type Egress, type EgressOptions } from '../../../server/src/platform/egress/index.ts';

export const SELF_SIGNED = {
  cert: readFileSync(new URL('./fixtures/self-signed.cert.pem', import.meta.url), 'utf8'),
  key: readFileSync(new URL('./fixtures/self-signed.key.pem', import.meta.url), 'utf8'),
};

/** A real server, closed with all its sockets when the test ends. */
export interface Loopback {
  port: number;
  /** `http://127.0.0.1:<port>` or `https://…`. */
  origin: string;
  /** Connections accepted since it listens. */
  connections: number;
}

/** Everything the other side got of one request. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface HttpLoopback extends Loopback {
  received: Received[];
}

/** Answers every request by `handler` once its body is in; without one, with 200 and `ok`. */
export async function startHttp(
  handler: (request: Received, response: ServerResponse) => void = (_request, response) => response.end('ok'),
  { isSecure = false, host = '127.0.0.1' } = {},
): Promise<HttpLoopback> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const whole = { method, url, headers, body: Buffer.concat(chunks).toString() };
      received.push(whole);
      handler(whole, response);
    });
  };
  const server = isSecure ? createSecureServer(SELF_SIGNED, listener) : createServer(listener);
  const loopback = await listen(server, host, isSecure ? 'https' : 'http');
  return Object.assign(loopback, { received });
}

/** Speaks whatever `onConnection` writes. */
export function startTcp(onConnection: (socket: Socket) => void): Promise<Loopback> {
  return listen(createTcpServer(onConnection), '127.0.0.1', 'http');
}

async function listen(server: Server, host: string, scheme: string): Promise<Loopback> {
  const sockets = new Set<Socket>();
  const loopback = { port: 0, origin: '', connections: 0 };
  server.on('connection', (socket: Socket) => {
    loopback.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  loopback.port = (server.address() as AddressInfo).port;
  loopback.origin = `${scheme}://${host}:${loopback.port}`;
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return loopback;
}

/** An egress that may reach 127.0.0.0/8 unless told otherwise, closed when the test ends. */
export function openEgress(options: Partial<EgressOptions> = {}): Egress {
  const egress = createEgress({ allow: ['127.0.0.0/8'], ...options });
  onTestFinished(() => egress.close());
  return egress;
}

/** A port on 127.0.0.1 where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export function get(url: string, timeoutMs = 5_000) {
  return { url, method: 'GET', timeoutMs };
}
