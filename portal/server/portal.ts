import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAnswer } from './answer.ts';
import { LIVE_PATH, pipeLive } from './live-pipe.ts';
import { openPages } from './pages.ts';
import { type Settings, WrongSetting } from './settings.ts';

export interface Portal {
  readonly url: string;
  /** Takes no more requests; those under way have a few seconds. */
  stop(): Promise<void>;
}

const LAST_ANSWERS_MS = 5000;
/** As long as the API takes for the body of a request, an import of a million people. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;

export async function startPortal(settings: Settings): Promise<Portal> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS });
  // Listen first: who finds the port taken should hear it at once, and not after everything was loaded.
  const port = await listen(server, settings);
  const pages = await openPages({ ...settings, port }, server);
  const answer = createAnswer(settings, pages);
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`portal: ${(error as Error).stack}\n`);
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?', 1)[0];
    if (path === LIVE_PATH) pipeLive(settings.apiUrl, request, socket, head);
    else if (settings.isDevelopment) void pages.upgrade(request, socket, head);
    else socket.destroy();
  });
  return {
    url: `http://${settings.host}:${port}`,
    stop: async () => {
      await close(server);
      await pages.close();
    },
  };
}

function listen(server: Server, { port, host }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(isTaken ? new WrongSetting(`port ${port} is taken; PORTAL_PORT names another`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(timer);
}
