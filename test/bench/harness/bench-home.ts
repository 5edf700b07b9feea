import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

/** Beside the packages: on a disk that really flushes, where a temporary folder may be memory only. */
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));
const PREFIX = 'joinery-bench-';
const STOP_TIMEOUT_MS = 10_000;

/** A new data folder for the measured server; what killed runs have left behind is cleared away. */
export async function createHome(): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  for (const name of await readdir(FOLDER)) {
    const old = join(FOLDER, name);
    if (name.startsWith(PREFIX) && !(await isInUse(old))) await removeHome(old);
  }
  return mkdtemp(join(FOLDER, PREFIX));
}

/** Removes a data folder. A server that was killed has left its database running there. */
export async function removeHome(home: string): Promise<void> {
  const cluster = join(home, 'postgres/cluster');
  const pid = await readPid(join(cluster, 'postmaster.pid'));
  const runsHere = async () => (await workingFolder(pid)) === cluster;
  if (await runsHere()) {
    process.kill(pid, 'SIGQUIT');
    await until(async () => !(await runsHere()), STOP_TIMEOUT_MS);
  }
  await rm(home, { recursive: true, force: true });
}

/** Whether the server that took the folder is alive. One that is about to take it has made no database yet. */
async function isInUse(home: string): Promise<boolean> {
  const pid = await readPid(join(home, 'lock.pid'));
  return pid === 0 || (await workingFolder(pid)) !== '';
}

async function readPid(path: string): Promise<number> {
  return Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10) || 0;
}

/** Of a live process; empty when there is none. */
function workingFolder(pid: number): Promise<string> {
  return readlink(`/proc/${pid}/cwd`).catch(() => '');
}
