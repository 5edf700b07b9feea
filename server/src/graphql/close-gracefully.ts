import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** For requests that are under way; with what workers send after that, a stop keeps within what main.ts gives it. */
const GRACE_MS = 5000;

/**
 * Has `app.close()` take no more requests, and end when those that are under way are answered; what takes longer is cut
 * off. Node by itself waits for connections: for what was kept alive after an answer, and for what never asked anything.
 */
export function closeGracefully(app: FastifyInstance): void {
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  let overdue: NodeJS.Timeout | undefined;
  const cutOff = () => app.server.closeAllConnections();
  const cutOffWhenDone = () => {
    if (isClosing && underWay.size === 0) cutOff();
  };
  app.server.on('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      cutOffWhenDone();
    });
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    overdue = setTimeout(cutOff, GRACE_MS);
    // By then the server listens no more.
    setImmediate(cutOffWhenDone);
  });
  app.addHook('onClose', async () => clearTimeout(overdue));
}
