import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../scripts/steps/server-flags.mjs';
import { eventually } from './eventually.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  isRunning(): boolean;
  /** As the operating system does when memory runs out: no farewell. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** The end of what it complained of. */
  complaints(): string;
}

/** What V8 has made of the server's code, for all processes that are started: most are killed, and keep nothing of it. */
const COMPILED = join(ROOT, 'node_modules/.cache/compiled');
/** So many characters of complaints are kept, to be shown when something goes wrong. */
const KEPT = 20_000;
/** A stop that takes longer than this has failed, and must not be waited for without end. */
const STOP_TIMEOUT_MS = 30_000;

/**
 * The built server as a process of its own, with these settings, ready to take work. It ends with the process that
 * has started it, however that one ends.
 */
export async function startServerProcess(settings: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [...SERVER_FLAGS, 'server/dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED, PORT: String(port), LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-KEPT);
  });
  const url = `http://127.0.0.1:${port}`;
  const untilReady = eventually(
    async () => {
      if (!isRunning(child)) return;
      const { ok } = await fetch(`${url}/readyz`);
      if (!ok) throw new Error('the server is not ready');
    },
    { timeoutMs: 60_000, everyMs: 50 },
  );
  await untilReady.catch(async (cause) => {
    await end(child, 'SIGKILL');
    throw new Error(`the server did not become ready: ${complaints}`, { cause });
  });
  if (!isRunning(child)) throw new Error(`the server ended: ${complaints}`);
  return {
    url,
    pid: child.pid ?? 0,
    isRunning: () => isRunning(child),
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    complaints: () => complaints,
  };
}

/** Keeps what V8 makes of the built server, where it is built. */
export async function compileServer(): Promise<void> {
  const load = "import('./server/dist/app.js').then(() => import('./server/dist/roles/api.js')).catch(() => undefined)";
  const child = spawn(process.execPath, [...SERVER_FLAGS, '-e', load], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED },
    stdio: 'ignore',
  });
  await once(child, 'exit');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
