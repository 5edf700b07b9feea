import { mkdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../errors.ts';
import { chooseAccount, requireReach } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Layout, layoutOf, openCluster, SUPERUSER } from './cluster.ts';
import { giveTo } from './ownership.ts';
import { choosePort } from './port.ts';
import { clearMisleadingPid, findPostmaster, stopPostmaster } from './postmaster.ts';
import type { Account } from './program.ts';
import { waitUntilReady } from './readiness.ts';
import { launchServer } from './server-process.ts';
import { asArguments, SETTINGS } from './settings.ts';

/** All that a start of PostgreSQL needs: the programs, as whom, on which data. */
export interface Installation {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly onProgress: (message: string) => void;
}

export interface InstallOptions {
  dataDir: string;
  settings: Readonly<Record<string, string>>;
  onProgress: (message: string) => void;
}

/** The port may be taken, or a crashed server's last processes linger, between looking and starting. */
const START_ATTEMPTS = 5;
const RETRY_PAUSE_MS = 300;

/** Finds the programs, stops what an earlier process left running on the data, and makes the cluster when there is none. */
export async function install({ dataDir, settings, onProgress }: InstallOptions): Promise<Installation> {
  const layout = layoutOf(dataDir);
  const binaries = await findBinaries();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await stopLeftover(layout.cluster, onProgress);
  const account = await chooseAccount(binaries);
  await giveTo(account, dataDir);
  await requireReach(account, dataDir);
  const password = await openCluster(layout, binaries, account, () => onProgress('creating the database cluster'));
  await clearMisleadingPid(layout.cluster);
  return { layout, binaries, account, password, settings, onProgress };
}

async function stopLeftover(cluster: string, onProgress: (message: string) => void): Promise<void> {
  const pid = await findPostmaster(cluster);
  if (!pid) return;
  onProgress(`stopping the PostgreSQL that was left running (pid ${pid})`);
  await stopPostmaster(pid, 'fast');
}

export interface StartedServer {
  port: number;
  /** Resolves when its process is gone. */
  ended: Promise<void>;
}

/** Starts PostgreSQL and waits until it answers. */
export async function startServer(installation: Installation, wantedPort: number | undefined): Promise<StartedServer> {
  const { layout, binaries, account, onProgress } = installation;
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const port = await choosePort(layout.port, wantedPort);
    const args = ['-D', layout.cluster, ...asArguments(SETTINGS, installation.settings, { port: String(port) })];
    const server = await launchServer(account, binaries.postgres, args, layout.log);
    const isReady = await waitUntilReady({
      url: urlOf(installation, port),
      isAlive: server.isAlive,
      onSlow: () => onProgress('PostgreSQL recovers what a crash left behind'),
    });
    if (isReady) return { port, ended: server.ended };
    await pause(RETRY_PAUSE_MS);
  }
  const log = await readFile(layout.log, 'utf8').catch(() => '');
  const lastLines = log.trim().split('\n').slice(-5).join('\n');
  throw new AppError('INTERNAL', `PostgreSQL does not start; the end of ${layout.log}:\n${lastLines}`);
}

export function urlOf({ password }: Installation, port: number): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}
