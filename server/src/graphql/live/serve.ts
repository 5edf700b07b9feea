import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Log } from '../../platform/log.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Extra } from './protocol.ts';

/** Brings a WebSocket's messages to the protocol and back, until it closes. */
export function serve(protocol: Server<Extra>, socket: LiveSocket, request: IncomingMessage, log: Log): void {
  const { webSocket } = socket;
  // A message that is too long, a frame that is none, a reset: ws closes the socket by itself.
  webSocket.on('error', (error) => log.debug({ err: error }, 'live: a socket failed'));
  const closed = protocol.opened(
    {
      protocol: webSocket.protocol,
      send: (data) => sendText(webSocket, data),
      close: (code, reason) => webSocket.close(code, reason),
      onMessage: (take) => {
        webSocket.on('message', async (data) => {
          // ws still reads after it has begun to close.
          if (!socket.isOpen) return;
          try {
            await take(String(data));
          } catch (error) {
            log.error({ err: error }, 'live: a message could not be handled');
            webSocket.close(CloseCode.InternalServerError, 'Internal server error');
          }
        });
      },
    },
    { socket, request, ctx: null },
  );
  webSocket.once('close', (code, reason) => {
    closed(code, String(reason)).catch((error: unknown) =>
      log.error({ err: error }, 'live: a socket did not end well'),
    );
  });
}

/** A socket that closes meanwhile is no failure: there is nobody left to tell. */
function sendText(webSocket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (webSocket.readyState !== webSocket.OPEN) return resolve();
    webSocket.send(data, () => resolve());
  });
}
