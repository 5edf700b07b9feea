import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Holder {
  /** What it said when it had what it was started for. */
  answer: string;
  pid: number;
  /** `kill -9`: nothing of it can clean up. */
  kill(): Promise<void>;
}

/** Starts a process of its own that takes a data folder and keeps it; see hold.ts. */
export async function startHolder(what: 'lock' | 'postgres', folder: string): Promise<Holder> {
  const script = fileURLToPath(new URL('hold.ts', import.meta.url));
  const child = spawn(process.execPath, [script, what, folder], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  const answer = await firstMessage(child);
  return {
    answer,
    pid: child.pid ?? 0,
    kill: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function firstMessage(child: ChildProcess): Promise<string> {
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('close', (code) => reject(new Error(`the holder ended with ${code}: ${complaint}`)));
  });
}

/** A process that has ended and waits to be collected by its parent does not run. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
