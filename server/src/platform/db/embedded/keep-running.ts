import { setTimeout as pause } from 'node:timers/promises';
import { type Installation, type StartedServer, startServer } from './installation.ts';
import { clearMisleadingPid } from './postmaster.ts';

/** A server that did not start is tried again after this. */
const AGAIN_MS = 1_000;

export interface KeptServer {
  readonly port: number;
  /** Ends it as `end` does, and starts it again. */
  restart(end: () => Promise<void>): Promise<void>;
  /** Ends it as `end` does, for good. Can be called again. */
  stop(end: () => Promise<void>): Promise<void>;
}

/** Starts PostgreSQL, and again whenever it ends without having been told to: killed, or out of memory. */
export async function keepRunning(installation: Installation, wantedPort: number | undefined): Promise<KeptServer> {
  const { layout, onProgress } = installation;
  let current: StartedServer;
  let isWanted = true;
  let reviving = Promise.resolve();

  const adopt = (server: StartedServer): void => {
    current = server;
    void server.ended.then(() => {
      if (isWanted && current === server) reviving = revive();
    });
  };

  const start = async (): Promise<void> => {
    await clearMisleadingPid(layout.cluster);
    adopt(await startServer(installation, current.port));
  };

  const revive = async (): Promise<void> => {
    onProgress('PostgreSQL ended by itself and is started again');
    while (isWanted) {
      try {
        return await start();
      } catch (error) {
        onProgress(`PostgreSQL is not back yet: ${(error as Error).message}`);
        await pause(AGAIN_MS);
      }
    }
  };

  const endWith = async (end: () => Promise<void>): Promise<void> => {
    isWanted = false;
    await reviving;
    await end();
  };

  adopt(await startServer(installation, wantedPort));
  return {
    get port() {
      return current.port;
    },
    restart: async (end) => {
      await endWith(end);
      isWanted = true;
      await start();
    },
    stop: endWith,
  };
}
