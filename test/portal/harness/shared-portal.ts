import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { startPortalProcess } from './portal-process.ts';

export interface SharedPortal {
  readonly url: string;
  /** From here on, this API is behind the portal; until the one that is given back is called. */
  standBefore(apiUrl: string): () => void;
}

let shared: Promise<SharedPortal> | undefined;

/**
 * One portal for all test files of a worker, each with an API of its own behind it: to start it and to open each of its
 * pages for the first time takes longer than what most files do there. It ends with the worker.
 */
export function sharedPortal(): Promise<SharedPortal> {
  shared ??= start();
  return shared;
}

async function start(): Promise<SharedPortal> {
  const api = await startRelay();
  const portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: api.url });
  return { url: portal.url, standBefore: api.relayTo };
}

/** The address that the portal knows its API by, whatever stands behind it. */
async function startRelay() {
  let target: URL | undefined;
  const open = new Set<Socket>();
  const server = createServer((inward) => {
    if (!target) return inward.destroy();
    const outward = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [inward, outward]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    pipeline(inward, outward, inward, () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    relayTo: (apiUrl: string) => {
      target = new URL(apiUrl);
      return () => {
        target = undefined;
        for (const socket of open) socket.destroy();
      };
    },
  };
}
