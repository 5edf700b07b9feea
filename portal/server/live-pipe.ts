import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { isSameOrigin } from './origin.ts';
import { callerOf } from './session/caller.ts';

export const LIVE_PATH = '/api/live';

const KEPT = ['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-protocol', 'user-agent'] as const;

/**
 * Joins a browser's WebSocket to the API's. No cookie goes with it: the page shows a ticket in its first message. Both
 * ends close together.
 */
export function pipeLive(apiUrl: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  if (!isSameOrigin(request)) {
    refuse(socket, '403 Forbidden');
    return;
  }
  const url = new URL(`${apiUrl}/graphql`);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const upstream = open(url, { headers: upgradeHeaders(request) });
  upstream.once('upgrade', (answer, upstreamSocket, upstreamHead) => {
    upstreamSocket.on('error', () => socket.destroy());
    socket.on('close', () => upstreamSocket.destroy());
    upstreamSocket.on('close', () => socket.destroy());
    socket.write(switching(answer));
    if (upstreamHead.length > 0) socket.write(upstreamHead);
    if (head.length > 0) upstreamSocket.write(head);
    upstreamSocket.pipe(socket).pipe(upstreamSocket);
  });
  upstream.once('response', (answer) => {
    answer.resume();
    refuse(socket, `${answer.statusCode ?? 502} ${answer.statusMessage ?? 'Bad Gateway'}`);
  });
  upstream.once('error', () => refuse(socket, '502 Bad Gateway'));
  socket.once('close', () => upstream.destroy());
  upstream.end();
}

function upgradeHeaders(request: IncomingMessage): Record<string, string> {
  const kept = KEPT.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const { ipAddress = '' } = callerOf(request);
  return { ...Object.fromEntries(kept), connection: 'Upgrade', upgrade: 'websocket', 'x-forwarded-for': ipAddress };
}

function switching({ headers }: IncomingMessage): string {
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket'];
  for (const name of ['sec-websocket-accept', 'sec-websocket-protocol', 'sec-websocket-extensions']) {
    const value = headers[name];
    if (typeof value === 'string') lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
