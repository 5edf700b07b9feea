import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';
import type { Settings } from './settings.ts';

export interface Pages {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade: ReturnType<ReturnType<typeof next>['getUpgradeHandler']>;
  close(): Promise<void>;
}

/** Headers by which server components get what only this server knows. Whatever a client sends under them is dropped. */
const ACCESS_HEADER = 'x-joinery-access-token';
const API_HEADER = 'x-joinery-api-url';
const PATH_HEADER = 'x-joinery-path';

/** Next.js: built pages, or in development pages that are compiled as they are asked for. */
export async function openPages({ host, port, isDevelopment }: Settings, httpServer: Server): Promise<Pages> {
  const dir = fileURLToPath(new URL('..', import.meta.url));
  const app = next({ dev: isDevelopment, dir, hostname: host, port, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    answer: (request, response) => handle(request, response),
    upgrade: app.getUpgradeHandler(),
    close: () => app.close(),
  };
}

/** Tells server components who asks, and where the API is. */
export function tellPages(request: IncomingMessage, apiUrl: string, accessToken: string | null): void {
  request.headers[API_HEADER] = apiUrl;
  request.headers[PATH_HEADER] = request.url ?? '/';
  if (accessToken) request.headers[ACCESS_HEADER] = accessToken;
  else delete request.headers[ACCESS_HEADER];
}
