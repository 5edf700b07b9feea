import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { type Account, launchProgram } from './program.ts';

const LOG_LIMIT_BYTES = 10_000_000;

export interface ServerProcess {
  isAlive(): boolean;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;
}

/** Starts `postgres` with its output appended to the log, of which one older piece is kept. */
export async function launchServer(
  account: Account,
  postgres: string,
  args: readonly string[],
  log: string,
): Promise<ServerProcess> {
  const size = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.1`);
  const descriptor = openSync(log, 'a', 0o600);
  try {
    const child = launchProgram(account, postgres, args, descriptor);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    return { isAlive: () => isAlive(child), ended };
  } finally {
    closeSync(descriptor);
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
