import type { FastifyInstance } from 'fastify';

/** For requests that are under way; with what workers send after that, a stop keeps within what main.ts gives it. */
const GRACE_MS = 5000;

/** Takes no more requests, and waits for those that are under way; what takes longer is cut off. */
export async function stopListening(app: FastifyInstance): Promise<void> {
  const overdue = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(overdue);
}
