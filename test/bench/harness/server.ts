import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../../scripts/steps/server-flags.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const READY_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 30_000;

export interface Server {
  readonly pid: number;
  readonly url: string;
  /** Resolves when it serves; throws, with the end of its log, when it ends instead. */
  ready(): Promise<void>;
  /** Can be called again. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The data folder: database, keys, log. */
  home: string;
  nodeArguments?: string[];
}

/** Starts the built server as `npm start` does, with its own PostgreSQL, and does not wait for it. */
export async function startServer({ home, nodeArguments = [] }: ServerOptions): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, [...SERVER_FLAGS, ...nodeArguments, 'server/dist/main.js'], {
    cwd: ROOT,
    env: environment(home, port),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A session of its own: Ctrl-C reaches it through us, once, and its database after it.
    detached: true,
  });
  const log = createWriteStream(logOf(home), { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const url = `http://127.0.0.1:${port}`;
  return { pid: child.pid ?? 0, url, ready: () => waitUntilReady(child, { url, home }), stop: () => stop(child) };
}

/** Where the server's output goes. */
export function logOf(home: string): string {
  return join(home, 'server.log');
}

function environment(home: string, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    JOINERY_HOME: home,
    PORT: String(port),
    JOINERY_EGRESS_ALLOW: '127.0.0.0/8',
    JOINERY_DEMO_PASSWORD: 'a benchmark signs in to nothing',
    LOG_LEVEL: 'warn',
  };
}

async function waitUntilReady(child: ChildProcess, { url, home }: { url: string; home: string }): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && isRunning(child)) {
    const response = await fetch(`${url}/readyz`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await pause(50);
  }
  const log = await readFile(logOf(home), 'utf8');
  throw new Error(`the server did not become ready; its log ends:\n${log.slice(-4000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
