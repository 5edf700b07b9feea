import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { BOUNDS } from '../limits/index.ts';

const PATH = '/graphql';
/** How long a client may take to answer the end of its socket. */
const CLOSE_TIMEOUT_MS = 2000;

export interface Upgrades {
  /** Takes no new sockets; resolves when those that there are have closed. */
  stop(): Promise<void>;
}

/** Takes WebSockets at `/graphql` on an HTTP server. Its other paths, and more sockets than `isFull` allows, get none. */
export function acceptUpgrades(
  server: Server,
  { isFull, onSocket }: { isFull(): boolean; onSocket(socket: WebSocket, request: IncomingMessage): void },
): Upgrades {
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    maxPayload: BOUNDS.messageBytes,
    perMessageDeflate: false,
    handleProtocols,
    closeTimeout: CLOSE_TIMEOUT_MS,
    // A message finds what the one before it has set off: an id that was completed can be used again.
    allowSynchronousEvents: false,
  };
  const sockets = new WebSocketServer(options);

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node leaves the socket without a listener: a reset would end the process.
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(socket, '404 Not Found');
    if (isFull()) return refuse(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, onSocket);
  };
  server.on('upgrade', upgrade);
  return {
    stop: async () => {
      server.off('upgrade', upgrade);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
