import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AppError } from '../../../errors.ts';

/** How PostgreSQL is stopped: `fast` rolls back and writes everything out, `immediate` is a crash. */
export type StopMode = 'fast' | 'immediate';

const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;

/** The pid of the PostgreSQL that runs on this cluster, whoever started it. */
export async function findPostmaster(cluster: string): Promise<number | undefined> {
  const pid = await readPid(cluster);
  return pid && (await isPostgresOf(pid, cluster)) ? pid : undefined;
}

/**
 * Removes a pid file whose number is another program's by now, or that of a dead process which nobody has
 * collected yet: PostgreSQL would take either for a running server. Where there is no such process at all, the
 * file is left alone; PostgreSQL checks more of it than we could.
 */
export async function clearMisleadingPid(cluster: string): Promise<void> {
  const pid = await readPid(cluster);
  if (pid && exists(pid) && !(await isPostgresOf(pid, cluster))) await rm(pidFile(cluster), { force: true });
}

/** Stops PostgreSQL and waits until its process is gone; a `fast` stop that hangs becomes an `immediate` one. */
export async function stopPostmaster(pid: number, mode: StopMode): Promise<void> {
  if (mode === 'fast' && (await signalAndWait(pid, 'fast', FAST_STOP_MS))) return;
  if (await signalAndWait(pid, 'immediate', IMMEDIATE_STOP_MS)) return;
  throw new AppError('INTERNAL', `PostgreSQL (pid ${pid}) does not stop`);
}

/** Sends the signal of a fast stop without waiting, for the end of our own process. */
export function askPostmasterToStop(cluster: string): void {
  try {
    const pid = Number.parseInt(readFileSync(pidFile(cluster), 'utf8'), 10);
    if (pid > 0) process.kill(pid, SIGNALS.fast);
  } catch {
    // No pid file, or no such process: it has stopped already.
  }
}

async function signalAndWait(pid: number, mode: StopMode, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  try {
    process.kill(pid, SIGNALS[mode]);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true;
    throw error;
  }
  while (await isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

async function readPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : undefined;
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

async function isRunning(pid: number): Promise<boolean> {
  if (!exists(pid)) return false;
  // A process whose parent does not collect it (pid 1 of a container) stays a zombie: it is gone all the same.
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status.charAt(status.lastIndexOf(')') + 2) !== 'Z';
}

/** Whether the number is in use, by whatever. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (!(await isRunning(pid))) return false;
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
      stdout: '',
    }));
    return stdout.includes('postgres') && stdout.includes(cluster);
  }
  const [name, folder] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  return name.trim() === 'postgres' && folder === (await realpath(cluster));
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
