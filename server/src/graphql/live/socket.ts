import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Metrics } from '../../platform/telemetry/index.ts';

/** A client that reads too slowly is cut off at this much unsent; it resumes from its last cursor. */
const MOST_UNSENT_BYTES = 8 * 1024 * 1024;

/** Close codes of graphql-transport-ws, and 1013 (try again later) of RFC 6455's registry. */
export const CLOSE_FORBIDDEN = 4403;
export const CLOSE_SLOW = 1013;

/**
 * Sends `next` messages straight to a socket: the payload is finished JSON that many sockets share, and what is sent
 * within one turn of the event loop leaves in one write.
 */
export function createSender(socket: WebSocket, metrics: Metrics): (operationId: string, payload: string) => void {
  // ws keeps the TCP socket under this name; corking it is what joins the writes.
  const stream = (socket as unknown as { _socket: Socket })._socket;
  let isCorked = false;
  return (operationId, payload) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNSENT_BYTES) {
      socket.close(CLOSE_SLOW, 'too slow: resume from your last cursor');
      return;
    }
    if (!isCorked) {
      isCorked = true;
      stream.cork();
      setImmediate(() => {
        isCorked = false;
        stream.uncork();
      });
    }
    socket.send(`{"id":${JSON.stringify(operationId)},"type":"next","payload":${payload}}`);
    metrics.liveMessages.inc();
  };
}
