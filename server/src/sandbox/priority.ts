import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** The scheduling class of Linux whose threads run when nobody else wants to. */
export const WHEN_IDLE = ['chrt', '--idle'] as const;

/**
 * Gives way: the process's threads, and those that it will start, come after everybody else's from here on. Where the
 * system has no such class, its main thread at least is put last; the deadline holds either way.
 */
export function letOthersFirst(pid: number | undefined): void {
  if (pid === undefined) return;
  const [file, ...args] = WHEN_IDLE;
  const changing = spawn(file, [...args, '--all-tasks', '--pid', '0', String(pid)], { stdio: 'ignore' });
  changing.once('error', () => putLast(pid));
}

function putLast(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended since, and needs no priority.
  }
}
