import { resolve } from 'node:path';
import { install, urlOf } from './installation.ts';
import { keepRunning } from './keep-running.ts';
import { askPostmasterToStop, findPostmaster, type StopMode, stopPostmaster } from './postmaster.ts';

export { lockDataFolder } from './lock.ts';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password, its port and its log. Made when absent. One user at a time: lock it first. */
  dataDir: string;
  /** Absent: a free one, the same again at the next start where possible. */
  port?: number;
  onProgress?: (message: string) => void;
  /** PostgreSQL settings over the defaults, e.g. `{ fsync: 'off' }` for data that nobody will miss. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser, over loopback with a password, to the database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly binDir: string;
  /** Ends every connection; `immediate` as a crash would. Resolves when it answers again, on the same port. */
  restart(mode: StopMode): Promise<void>;
  /** Resolves when its processes are gone. Can be called again. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the binaries that npm brings, as root or not, and waits until it answers. What a
 * killed process left behind is stopped and recovered, and a server that ends by itself is started again on the same
 * port. PRECONDITION_FAILED where this machine cannot run it, CONFLICT when the port asked for is taken.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const onProgress = options.onProgress ?? (() => undefined);
  const installation = await install({ dataDir, settings: options.settings ?? {}, onProgress });
  const { cluster } = installation.layout;
  const server = await keepRunning(installation, options.port);

  // For a process that ends without `stop()`: it cannot wait any more, but it can ask.
  const atExit = () => askPostmasterToStop(cluster);
  process.once('exit', atExit);

  return {
    url: urlOf(installation, server.port),
    port: server.port,
    dataDir,
    binDir: installation.binaries.directory,
    restart: (mode) => server.restart(() => stopIfRunning(cluster, mode)),
    stop: async () => {
      await server.stop(() => stopIfRunning(cluster, 'fast'));
      process.off('exit', atExit);
    },
  };
}

async function stopIfRunning(cluster: string, mode: StopMode): Promise<void> {
  const pid = await findPostmaster(cluster);
  if (pid) await stopPostmaster(pid, mode);
}
